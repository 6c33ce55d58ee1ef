package io.sessionwarden.connector.windows;

import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What PowerShell said, for as long as it is worth not asking again: it takes a second of the host's time, and says the same
 * until somebody logs on.
 *
 * @param facts what it said
 * @param at when
 * @param known the sessions that were there then, as far as they tell who logged on when
 * @param complete whether it told whose each of them is
 */
record Memory(HostFacts facts, Instant at, Set<String> known, boolean complete) {

    private static final Duration COMPLETE = Duration.ofMinutes(5);
    private static final Duration INCOMPLETE = Duration.ofSeconds(30);

    Memory {
        known = Set.copyOf(known);
    }

    static Memory of(HostFacts facts, Instant at, List<Session> sessions) {
        return new Memory(
                facts,
                at,
                keys(sessions),
                sessions.stream().allMatch(session -> session.logonName() == null || session.account() != null));
    }

    private static Set<String> keys(List<Session> sessions) {
        return sessions.stream()
                .filter(session -> session.logonName() != null)
                .map(session -> session.identity().toString())
                .collect(Collectors.toSet());
    }

    boolean fresh(Instant now) {
        var age = Duration.between(at, now);
        return !age.isNegative() && age.compareTo(complete ? COMPLETE : INCOMPLETE) < 0;
    }

    /** Whether somebody is there who was not. */
    boolean surprisedBy(List<Session> sessions) {
        return !known.containsAll(keys(sessions));
    }
}
