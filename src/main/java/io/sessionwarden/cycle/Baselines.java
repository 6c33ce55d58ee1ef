package io.sessionwarden.cycle;

import io.sessionwarden.host.HostException;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The initial values of the sessions, taken when each is first seen whole: a dead session can no longer be asked. Safe for
 * use by several threads.
 */
final class Baselines {

    /** Taking values costs a look into the session; a sweep takes those of at most this many new ones. */
    private static final int MOST_IN_A_SWEEP = 8;

    private final Map<SessionIdentity, SortedMap<String, String>> values = new ConcurrentHashMap<>();

    /** Takes the values of sessions not seen before, and forgets those that are gone. */
    void note(WatchedServer server, List<Session> present) {
        present.stream()
                .filter(session -> session.state() != SessionState.DOWN)
                .filter(session -> !values.containsKey(session.identity()))
                .limit(MOST_IN_A_SWEEP)
                .forEach(session -> take(server, session));
        var identities = present.stream().map(Session::identity).collect(Collectors.toSet());
        values.keySet().removeIf(identity -> identity.server().equals(server.name()) && !identities.contains(identity));
    }

    /** What was seen of the session when it was whole, or what can be seen of it now. */
    SortedMap<String, String> of(WatchedServer server, Session session) {
        if (!values.containsKey(session.identity())) {
            take(server, session);
        }
        return values.getOrDefault(session.identity(), Collections.emptySortedMap());
    }

    private void take(WatchedServer server, Session session) {
        try {
            values.put(
                    session.identity(),
                    Collections.unmodifiableSortedMap(
                            new TreeMap<>(server.roster().hostOf(session).values(session))));
        } catch (HostException e) {
            // It ended meanwhile, or may not be looked into: verification then says that nothing could be compared.
            values.put(session.identity(), Collections.emptySortedMap());
        }
    }
}
