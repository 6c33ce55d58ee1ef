package io.sessionwarden.fake;

import io.sessionwarden.session.Account;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Sessions to test with: plain ones, changed by the values' own methods. */
public final class Sessions {

    public static final String SERVER = "local";
    public static final String CONNECTOR = "fake";

    private Sessions() {}

    /** An active session of alice, uid 1001, not standing. Each pid is an incarnation of its own. */
    public static Session session(String name, int pid) {
        return new Session(
                SessionIdentity.of(SERVER, CONNECTOR, Map.of("boot", "b", "sid", Integer.toString(pid))),
                Integer.toString(pid),
                name,
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                "alice",
                Account.ofUid(SERVER, 1001),
                new Leader(pid, 7L * pid),
                Instant.parse("2026-03-01T07:00:00Z"),
                Duration.ZERO,
                null,
                new TreeMap<>(Map.of("seat", name)));
    }

    /** The same, declared to be always there. */
    public static Session standing(String name, int pid) {
        return session(name, pid).named(name, true);
    }

    /** One like it on another server. */
    public static Session on(String server, Session like) {
        return new Session(
                SessionIdentity.of(server, CONNECTOR, Map.of("boot", "b", "sid", like.id())),
                like.id(),
                like.name(),
                like.kind(),
                like.state(),
                like.standing(),
                like.logonName(),
                Account.ofUid(server, 1001),
                like.leader(),
                like.started(),
                like.idle(),
                like.disconnected(),
                like.vitals());
    }

    /** The same incarnation, at which nobody has typed for so long. */
    public static Session idle(Session session, Duration idle) {
        return new Session(
                session.identity(),
                session.id(),
                session.name(),
                session.kind(),
                session.state(),
                session.standing(),
                session.logonName(),
                session.account(),
                session.leader(),
                session.started(),
                idle,
                session.disconnected(),
                session.vitals());
    }

    /** The same incarnation with one vital set. */
    public static Session with(Session session, String vital, String value) {
        var vitals = new TreeMap<>(session.vitals());
        vitals.put(vital, value);
        return session.seen(vitals);
    }
}
