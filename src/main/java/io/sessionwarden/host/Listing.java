package io.sessionwarden.host;

import io.sessionwarden.session.Session;
import java.util.List;

/**
 * What one connector saw on one server at one moment.
 *
 * @param sessions the sessions that stand, each once
 * @param faults what did not answer
 * @param whole whether every session that stands is in the list. Of one that is not whole, nothing may be concluded for the
 *     sessions that are missing from it
 */
public record Listing(List<Session> sessions, List<ServerFault> faults, boolean whole) {

    public Listing {
        sessions = List.copyOf(sessions);
        faults = List.copyOf(faults);
    }

    /** Where sessions may stand behind whatever is faulty: whole only without a fault. */
    public Listing(List<Session> sessions, List<ServerFault> faults) {
        this(sessions, faults, faults.isEmpty());
    }
}
