package io.sessionwarden.probe;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks every probe of a session's connector about every session of one server, and remembers the sweep before, because some
 * illnesses show only in what has not moved since.
 *
 * <p>Safe for use by several threads.
 */
public final class Prober {

    /** Two looks that are to be compared lie at least this far apart: a busy writer may stand still for some milliseconds. */
    private static final Duration SPACING = Duration.ofMillis(300);

    private final Map<String, List<Probe>> probes;
    private final Map<SessionIdentity, Look> looks = new HashMap<>();

    /** The latest look, and the one that it is compared with. */
    private record Look(
            Session latest, Instant at, @Nullable Session before) {}

    /** @param probes the probes of each connector, by its name */
    public Prober(Map<String, List<Probe>> probes) {
        this.probes = Map.copyOf(probes);
    }

    /** One sweep: examines all of them and forgets those that are no longer there. */
    public synchronized List<Examined> examine(List<Session> sessions, Instant now) {
        var examined = sessions.stream().map(session -> examine(session, now)).toList();
        looks.keySet().retainAll(sessions.stream().map(Session::identity).toList());
        return examined;
    }

    /** Examines one session again, just before something is done to it. */
    public synchronized Examined examine(Session session, Instant now) {
        var before = remember(session, now);
        var findings = probes.getOrDefault(session.connector(), List.of()).stream()
                .map(probe -> ask(probe, session, before))
                .toList();
        return new Examined(session, findings);
    }

    private @Nullable Session remember(Session session, Instant now) {
        var last = looks.get(session.identity());
        if (last == null) {
            looks.put(session.identity(), new Look(session, now, null));
            return null;
        }
        if (Duration.between(last.at(), now).compareTo(SPACING) < 0) {
            return last.before();
        }
        looks.put(session.identity(), new Look(session, now, last.latest()));
        return last.latest();
    }

    private static Finding ask(Probe probe, Session now, @Nullable Session before) {
        try {
            return probe.examine(now, before);
        } catch (RuntimeException e) {
            return new Finding.Unknown(probe.name(), "the probe failed: " + e);
        }
    }
}
