package io.sessionwarden.control;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Operations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Refuses what is for others to read, and records it: once a minute for each caller and command, so that nobody can fill the
 * trail. Safe for use by several threads.
 */
final class Refusals {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1000;

    private final AuditTrail trail;
    private final Operations operations;
    private final InstantSource clock;
    private final Set<String> recorded = new HashSet<>();
    private Instant since = Instant.MIN;

    Refusals(AuditTrail trail, Operations operations, InstantSource clock) {
        this.trail = trail;
        this.operations = operations;
        this.clock = clock;
    }

    Answer refuse(Peer peer, String command, String what, String remedy) {
        if (firstOfItsMinute(peer.who() + "\n" + command)) {
            var details = new TreeMap<String, String>();
            details.put("command", command);
            trail.append(new AuditEvent(
                    EventType.COMMAND_REFUSED,
                    "control",
                    peer.who(),
                    peer.localServer(),
                    "",
                    "",
                    "refused",
                    operations.status().revision(),
                    details));
        }
        return Answer.error(ExitCode.REFUSED, what, remedy);
    }

    private synchronized boolean firstOfItsMinute(String what) {
        var now = clock.instant();
        if (now.isAfter(since.plus(REMEMBERED))) {
            recorded.clear();
            since = now;
        }
        return recorded.size() < MOST_REMEMBERED && recorded.add(what);
    }
}
