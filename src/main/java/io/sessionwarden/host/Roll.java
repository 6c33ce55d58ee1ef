package io.sessionwarden.host;

import io.sessionwarden.session.Session;
import java.util.List;
import java.util.Set;

/**
 * What all connectors of one server saw in one call of the roll.
 *
 * @param sessions the selected sessions, each once, with the administrator's names; standing ones that are missing are in it
 *     as Down
 * @param faults what did not answer
 * @param blind the connectors that saw nothing or only a part: what is missing from their list proves nothing
 */
public record Roll(List<Session> sessions, List<ServerFault> faults, Set<String> blind) {

    public Roll {
        sessions = List.copyOf(sessions);
        faults = List.copyOf(faults);
        blind = Set.copyOf(blind);
    }
}
