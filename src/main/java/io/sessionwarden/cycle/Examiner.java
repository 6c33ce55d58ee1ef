package io.sessionwarden.cycle;

import io.sessionwarden.host.Roll;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is found of sessions: what the probes see, and whether a session has been idle or disconnected for longer than the
 * policy's time limits. A session whose connector cannot tell for how long it has been disconnected counts from when it was
 * first seen so. Its moments are those of a clock that cannot be set. Safe for use by several threads.
 */
final class Examiner {

    private static final String NAME = "time-limits";
    private static final Set<SessionState> CONNECTED =
            EnumSet.of(SessionState.ACTIVE, SessionState.IDLE, SessionState.SHADOW);

    private final ResetPolicy policy;
    private final Map<SessionIdentity, Instant> disconnectedSince = new ConcurrentHashMap<>();

    Examiner(ResetPolicy policy) {
        this.policy = policy;
    }

    /** One sweep: examines all that were listed and forgets those that are no longer there. */
    List<Examined> examine(WatchedServer server, Roll roll, Instant now) {
        var present = roll.sessions().stream().map(Session::identity).collect(Collectors.toSet());
        disconnectedSince
                .keySet()
                .removeIf(identity -> identity.server().equals(server.name())
                        && !roll.blind().contains(identity.connector())
                        && !present.contains(identity));
        var timed = roll.sessions().stream().map(session -> timed(session, now)).toList();
        return server.prober().examine(timed, now).stream()
                .map(this::withLimits)
                .toList();
    }

    /** Examines one session again, just before something is done to it. */
    Examined examine(WatchedServer server, Session session, Instant now) {
        return withLimits(server.prober().examine(timed(session, now), now));
    }

    private Session timed(Session session, Instant now) {
        if (session.state() != SessionState.DISCONNECTED) {
            disconnectedSince.remove(session.identity());
            return session;
        }
        if (session.disconnected() != null) {
            return session;
        }
        var since = disconnectedSince.computeIfAbsent(session.identity(), first -> now);
        return session.disconnectedFor(Duration.between(since, now));
    }

    private Examined withLimits(Examined examined) {
        var session = examined.session();
        var limits = policy.timeLimits(session);
        var passed = session.state() == SessionState.DISCONNECTED
                ? passed(
                        session,
                        Symptom.DISCONNECTED_LIMIT,
                        "disconnected",
                        session.disconnected(),
                        limits.disconnected())
                : passed(session, Symptom.IDLE_LIMIT, "idle", session.idle(), limits.idle());
        return passed.map(finding -> {
                    var findings = new ArrayList<>(examined.findings());
                    findings.add(finding);
                    return new Examined(session, findings);
                })
                .orElse(examined);
    }

    private static Optional<Finding> passed(
            Session session, Symptom symptom, String what, @Nullable Duration lasted, @Nullable Duration limit) {
        boolean limited = session.kind() == SessionKind.USER
                && (CONNECTED.contains(session.state()) || session.state() == SessionState.DISCONNECTED);
        if (!limited || lasted == null || limit == null || lasted.compareTo(limit) < 0) {
            return Optional.empty();
        }
        var evidence = Evidence.of(
                what + " for " + lasted.toSeconds() + " s (limit " + limit.toSeconds() + " s)",
                Map.of(
                        what + "Seconds",
                        Long.toString(lasted.toSeconds()),
                        "limitSeconds",
                        Long.toString(limit.toSeconds())));
        return Optional.of(new Finding.Sick(NAME, symptom, evidence));
    }
}
