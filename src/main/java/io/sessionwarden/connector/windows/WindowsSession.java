package io.sessionwarden.connector.windows;

import io.sessionwarden.probe.SecondDisplay;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code qwinsta} as sessions, and the words in which they are told. */
final class WindowsSession {

    static final String BOOT = "boot";
    static final String ID = "id";
    static final String USER = "user";
    static final String LOGON = "logon";

    /** Whether it is there at all; a standing session that is missing says {@code gone}. */
    static final String LEADER = "leader";

    /** What a session that is being torn down may still be called, when it has already lost its user. */
    private static final Set<SessionState> ENDING =
            EnumSet.of(SessionState.DOWN, SessionState.RESET, SessionState.DISCONNECTED, SessionState.UNKNOWN);

    /** From here on ids are those of listeners. */
    private static final long LISTENERS = 65_536;

    private final String server;
    private final HostFacts facts;
    private final UserTable users;
    private final StateWords words;
    private final Duration up;

    /**
     * @param server the configured name of the server
     * @param up for how long the host has been up
     */
    WindowsSession(String server, HostFacts facts, UserTable users, StateWords words, Duration up) {
        this.server = server;
        this.facts = facts;
        this.users = users;
        this.words = words;
        this.up = up;
    }

    List<Session> of(List<SessionTable.Row> rows) {
        var sessions = rows.stream().map(this::of).toList();
        return sessions.stream().map(session -> withOthers(session, sessions)).toList();
    }

    private Session of(SessionTable.Row row) {
        var id = Long.toString(row.id());
        var logged = users.find(row.id()).orElse(null);
        boolean agreed = logged == null ? row.user().isEmpty() : sameUser(row.user(), logged.user());
        var account = facts.account(server, row.id(), row.user()).orElse(null);
        var vitals = new TreeMap<String, String>();
        vitals.put(USER, row.user());
        vitals.put("session", row.name());
        vitals.put("word", row.word());
        vitals.put(LEADER, "there");
        return new Session(
                identity(row, agreed ? logged : null),
                id,
                row.name().isEmpty() ? id : row.name(),
                kind(row),
                // Between the two lists somebody has logged on or off: which of them is true the next ones will tell.
                agreed ? row.state() : SessionState.UNKNOWN,
                false,
                row.user().isEmpty() ? null : row.user(),
                account,
                null,
                null,
                logged == null ? null : UserTable.idle(logged.idle(), words, up).orElse(null),
                null,
                vitals);
    }

    private SessionIdentity identity(SessionTable.Row row, UserTable.@Nullable Row logged) {
        return SessionIdentity.of(
                server,
                WindowsHost.CONNECTOR,
                Map.of(
                        BOOT,
                        facts.boot().toString(),
                        ID,
                        Long.toString(row.id()),
                        USER,
                        row.user(),
                        LOGON,
                        logged == null ? "" : logged.logon()));
    }

    /** Whether that row, which nobody is logged on to, is what the session of its id has become. */
    static boolean isWhatRemainsOf(Session before, Session now) {
        return before.logonName() != null
                && now.logonName() == null
                && ENDING.contains(now.state())
                && Objects.equals(
                        before.identity().parts().get(BOOT),
                        now.identity().parts().get(BOOT));
    }

    /**
     * Whether the two lists disagree about who is logged on there, and the session of that id had the same user: one of them was
     * cut, or the user has logged off in between.
     */
    static boolean isInDoubt(Session before, Session now) {
        var was = before.identity().parts();
        var is = now.identity().parts();
        return now.state() == SessionState.UNKNOWN
                && now.logonName() != null
                && is.getOrDefault(LOGON, "").isEmpty()
                && Objects.equals(was.get(USER), is.get(USER))
                && Objects.equals(was.get(BOOT), is.get(BOOT));
    }

    /** What that row is as far as is known: the incarnation that it was, in the state that it is in now. */
    static Session asWas(Session before, Session now) {
        return new Session(
                before.identity(),
                now.id(),
                now.name(),
                now.kind(),
                now.state(),
                now.standing(),
                before.logonName(),
                before.account(),
                null,
                null,
                null,
                null,
                now.vitals());
    }

    /** {@code qwinsta} may put the domain in front, and either may write a name in other letters or cut it. */
    private static boolean sameUser(String one, String other) {
        var first = withoutDomain(one);
        var second = withoutDomain(other);
        return !first.isEmpty() && !second.isEmpty() && (first.startsWith(second) || second.startsWith(first));
    }

    private static String withoutDomain(String user) {
        return user.substring(user.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
    }

    /** What is not plainly a user's is never reset, whatever else is said of it. */
    private static SessionKind kind(SessionTable.Row row) {
        if (row.id() >= LISTENERS || row.state() == SessionState.LISTEN) {
            return SessionKind.LISTENER;
        }
        if (row.id() == 0 || row.name().equalsIgnoreCase("services")) {
            return SessionKind.SERVICES;
        }
        // A session that the warden's own commands run in is its way in.
        return row.name().equalsIgnoreCase("console") || row.current() ? SessionKind.CONSOLE : SessionKind.USER;
    }

    /** A disconnected session whose user works in another one was perhaps meant to be the same. */
    private static Session withOthers(Session session, List<Session> all) {
        if (session.kind() != SessionKind.USER || session.state() != SessionState.DISCONNECTED) {
            return session;
        }
        var others = all.stream()
                .filter(other -> other.state() == SessionState.ACTIVE && sameOwner(session, other))
                .map(Session::id)
                .collect(Collectors.joining(" "));
        var vitals = new TreeMap<>(session.vitals());
        vitals.put(SecondDisplay.VITAL, others);
        return session.seen(vitals);
    }

    private static boolean sameOwner(Session one, Session other) {
        Account first = one.account();
        Account second = other.account();
        if (first != null && second != null) {
            return first.equals(second);
        }
        return one.logonName() != null && Objects.equals(lower(one.logonName()), lower(other.logonName()));
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
