package io.sessionwarden.host;

import io.sessionwarden.session.Session;
import java.util.List;

/**
 * What one connector saw on one server at one moment.
 *
 * @param sessions the sessions that stand, each once
 * @param faults what did not answer; sessions behind it are simply not in the list, and nothing may be concluded for them
 */
public record Listing(List<Session> sessions, List<ServerFault> faults) {

    public Listing {
        sessions = List.copyOf(sessions);
        faults = List.copyOf(faults);
    }
}
