package io.sessionwarden.host;

import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which incarnations were at one seat at the same time: neither of them followed the other. Safe for use by several threads. */
final class Contemporaries {

    private final Map<SessionIdentity, Set<SessionIdentity>> beside = new HashMap<>();

    /** @param sessions all that stand, and no fewer */
    synchronized void note(List<Session> sessions) {
        var seats = sessions.stream()
                .filter(session -> session.state() != SessionState.DOWN)
                .collect(Collectors.groupingBy(
                        Session::seat, Collectors.mapping(Session::identity, Collectors.toSet())));
        beside.keySet().retainAll(seats.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        for (var identities : seats.values()) {
            if (identities.size() > 1) {
                identities.forEach(identity -> beside.computeIfAbsent(identity, none -> new HashSet<>())
                        .addAll(identities));
            }
        }
    }

    /** Whether one that stands was seen at the same time as one that may have gone since. */
    synchronized boolean were(SessionIdentity standing, SessionIdentity other) {
        return beside.getOrDefault(standing, Set.of()).contains(other);
    }
}
