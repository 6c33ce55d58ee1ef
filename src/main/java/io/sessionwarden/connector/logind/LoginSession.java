package io.sessionwarden.connector.logind;

import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of logind's sessions as a session, and the words in which it is told. */
final class LoginSession {

    static final String BOOT = "boot";
    static final String ID = "id";
    static final String SINCE = "since";
    static final String LEADER = "leader";

    static final String TTY = "tty";
    static final String SCOPE = "scope";
    static final String SCOPE_STATE = "scopeState";
    static final String FREEZER = "freezer";
    static final String FROZEN = "frozen";
    static final String LOGIND_STATE = "logindState";
    static final String SERVICE = "service";
    static final String TYPE = "type";
    static final String SEAT = "seat";
    static final String REOPENS = "reopens";

    private static final int INIT = 1;
    private static final long OVERFLOW_UID = 65534;
    private static final long MICROS = 1_000_000;
    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    private final String server;
    private final LoginList list;
    private final Map<String, String> login;
    private final Map<String, String> scope;

    /** @param login what loginctl says of it */
    LoginSession(String server, LoginList list, Map<String, String> login) {
        this.server = server;
        this.list = list;
        this.login = login;
        this.scope = list.scope(property("Scope"));
    }

    private String property(String name) {
        return login.getOrDefault(name, "");
    }

    Session session() {
        var terminal = terminal();
        var idle = idle();
        long uid = Long.parseLong(property("User"));
        return new Session(
                identity(),
                property("Id"),
                terminal.isEmpty() ? "session-" + property("Id") : terminal,
                kind(terminal),
                state(idle),
                false,
                property("Name").isEmpty() ? null : property("Name"),
                uid == OVERFLOW_UID ? null : Account.ofUid(server, uid),
                leader(terminal).map(LoginSession::leader).orElse(null),
                started(),
                idle,
                null,
                vitals(terminal));
    }

    private static Leader leader(ProcessStat process) {
        return new Leader(process.pid(), process.startTicks());
    }

    private SessionIdentity identity() {
        return SessionIdentity.of(
                server,
                LogindConnector.NAME,
                Map.of(
                        BOOT, list.boot(),
                        ID, property("Id"),
                        SINCE, property("TimestampMonotonic"),
                        LEADER, property("Leader")));
    }

    private Optional<ProcessStat> loginLeader() {
        return list.leader(Integer.parseInt(property("Leader")));
    }

    /**
     * The process that leads the kernel's session on its terminal, by which whoever else lists that one knows it for the same;
     * otherwise the process that logged on.
     */
    private Optional<ProcessStat> leader(String terminal) {
        return list.leader(property("Scope"), terminal).or(this::loginLeader);
    }

    /** Its terminal. One whose user has gone has it no longer: the next one sits there by now. */
    private String terminal() {
        var terminal = property("TTY");
        boolean gone = loginLeader().isEmpty()
                && list.leader(property("Scope"), terminal).isEmpty();
        return gone ? "" : terminal;
    }

    /** The session in which the warden itself runs, or by which it came, would take it along. */
    private SessionKind kind(String terminal) {
        if (list.own().equals(property("Scope"))) {
            return SessionKind.SERVICES;
        }
        if (property("Class").startsWith("user")) {
            return list.consoles().contains(terminal) ? SessionKind.CONSOLE : SessionKind.USER;
        }
        return property("Class").equals("greeter") ? SessionKind.LISTENER : SessionKind.SERVICES;
    }

    private SessionState state(@Nullable Duration idle) {
        return switch (property("State")) {
            case "opening" -> SessionState.INIT;
            // On its seat somebody else stands in the foreground.
            case "online" -> SessionState.DISCONNECTED;
            case "active" -> idle != null && idle.compareTo(IDLE_AFTER) >= 0 ? SessionState.IDLE : SessionState.ACTIVE;
            case "closing" ->
                scope.getOrDefault("ActiveState", "").equals("deactivating")
                        ? SessionState.RESET
                        : SessionState.DISCONNECTED;
            default -> SessionState.UNKNOWN;
        };
    }

    /** A desktop says itself when it is idle; of a terminal, logind knows when somebody last typed there. */
    private @Nullable Duration idle() {
        var since = property("IdleSinceHint");
        boolean told = property("IdleHint").equals("yes") || property("Type").equals("tty");
        if (!told || !since.matches("[1-9][0-9]{0,17}")) {
            return null;
        }
        return Duration.ofSeconds(Math.max(0, list.now() - Long.parseLong(since) / MICROS));
    }

    private @Nullable Instant started() {
        try {
            return LocalDateTime.parse(property("Timestamp"), TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private SortedMap<String, String> vitals(String terminal) {
        var vitals = new TreeMap<String, String>();
        vitals.put(TTY, terminal);
        vitals.put("user", property("Name"));
        vitals.put(SERVICE, property("Service"));
        vitals.put(TYPE, property("Type"));
        vitals.put(SEAT, property("Seat"));
        vitals.put(SCOPE, property("Scope"));
        vitals.put(LOGIND_STATE, property("State"));
        vitals.put(SCOPE_STATE, scope.getOrDefault("SubState", ""));
        vitals.put(FREEZER, scope.getOrDefault("FreezerState", ""));
        vitals.put(LEADER, loginLeader().isPresent() ? "alive" : "gone");
        vitals.put(REOPENS, reopens() ? "yes" : "no");
        return vitals;
    }

    /** Whether its getty logs the same user on again: a login(1) that init started, and told not to ask for a password. */
    private boolean reopens() {
        return loginLeader()
                .filter(leader -> leader.command().equals("login") && leader.parent() == INIT)
                .filter(leader -> list.preauthenticated(leader.pid()))
                .isPresent();
    }
}
