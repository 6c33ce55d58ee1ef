package io.sessionwarden.probe;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks every probe of a session's connector about every session of one server, and remembers earlier looks, because some
 * illnesses show only in what has not moved since.
 *
 * <p>Safe for use by several threads.
 */
public final class Prober {

    private final Map<String, List<Probe>> probes;
    private final Map<SessionIdentity, Map<Duration, Looks>> looks = new HashMap<>();

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
        var remembered = looks.computeIfAbsent(session.identity(), none -> new HashMap<>());
        var before = new HashMap<Duration, @Nullable Session>();
        var findings = new ArrayList<Finding>();
        for (var probe : probes.getOrDefault(session.connector(), List.of())) {
            var spacing = probe.spacing(session);
            if (!before.containsKey(spacing)) {
                before.put(
                        spacing, remembered.computeIfAbsent(spacing, Looks::new).compared(session, now));
            }
            findings.add(ask(probe, session, before.get(spacing)));
        }
        return new Examined(session, findings);
    }

    /** Forgets the looks at one session, because something has been done to it: what that itself has moved shows no health. */
    public synchronized void forget(SessionIdentity session) {
        looks.remove(session);
    }

    /** How far two looks at that session must lie apart at most, until every probe can compare them. */
    public Duration spacing(Session session) {
        return probes.getOrDefault(session.connector(), List.of()).stream()
                .map(probe -> probe.spacing(session))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Finding ask(Probe probe, Session now, @Nullable Session before) {
        try {
            return probe.examine(now, before);
        } catch (RuntimeException e) {
            return new Finding.Unknown(probe.name(), "the probe failed: " + e);
        }
    }
}
