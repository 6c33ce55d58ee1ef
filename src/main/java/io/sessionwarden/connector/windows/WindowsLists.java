package io.sessionwarden.connector.windows;

import io.sessionwarden.connector.Target;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Windows host for its sessions: {@code qwinsta} for all of them, {@code quser} for when each user logged on, and
 * PowerShell for when the host was started and whose the sessions are. Safe for use by several threads.
 */
final class WindowsLists {

    /** Less than that is no time for a command to answer in. */
    private static final Duration LEAST = Duration.ofMillis(250);

    private static final String LIST = "the list of sessions";

    private final Target target;
    private final Settings settings;
    private final WindowsCommands commands;
    private volatile @Nullable Memory memory;
    private volatile Map<String, Session> last = Map.of();

    /**
     * What one look shows.
     *
     * @param whole whether every line could be read and nothing is known to be missing
     */
    record Seen(List<Session> sessions, List<ServerFault> faults, boolean whole) {}

    WindowsLists(Target target, Settings settings, WindowsCommands commands) {
        this.target = target;
        this.settings = settings;
        this.commands = commands;
    }

    /** The code page of what is not UTF-8. */
    Charset codePage() {
        var set = settings.codePage();
        var remembered = memory;
        var told = remembered == null ? null : remembered.facts().codePage();
        return set != null ? set : told != null ? told : StandardCharsets.ISO_8859_1;
    }

    /**
     * Looks once, within the target's time-out.
     *
     * @param closely whether everything is asked again, also what is remembered
     */
    Seen look(boolean closely) throws HostException {
        long end = System.nanoTime() + target.timeout().toNanos();
        Memory known = closely ? null : stillFresh();
        Memory told = known == null ? ask(end) : known;
        var table = sessions(end);
        var users = users(end);
        var sessions = sessions(told.facts(), table, users);
        if (known != null && known.surprisedBy(sessions)) {
            told = ask(end);
            sessions = sessions(told.facts(), table, users);
        }
        memory = Memory.of(told.facts(), told.at(), sessions);
        var faults = faults(table, users);
        boolean whole = faults.stream().noneMatch(fault -> fault.what().equals(LIST));
        remember(sessions, whole);
        return new Seen(sessions, faults, whole);
    }

    /** What a list that is not whole lacks may be there all the same. */
    private void remember(List<Session> sessions, boolean whole) {
        var now = new HashMap<>(whole ? Map.of() : last);
        sessions.forEach(session -> now.put(session.id(), session));
        last = Map.copyOf(now);
    }

    private @Nullable Memory stillFresh() {
        var remembered = memory;
        return remembered != null && remembered.fresh(target.clock().instant()) ? remembered : null;
    }

    private Memory ask(long end) throws HostException {
        var told = commands.facts(left(end));
        var remembered = memory;
        var facts = remembered == null ? told : told.after(remembered.facts());
        var now = Memory.of(facts, target.clock().instant(), List.of());
        memory = now;
        return now;
    }

    private SessionTable sessions(long end) throws HostException {
        var said = commands.run(codePage(), left(end), "qwinsta.exe");
        var table = SessionTable.of(said.out(), settings.words());
        if (table.rows().isEmpty()) {
            WindowsError.refuse("qwinsta.exe", said.all());
            throw new HostException(
                    Fault.NOT_PERMITTED,
                    "qwinsta.exe shows no session at all, as it does to accounts that are no administrators: "
                            + ForeignText.clean(said.all(), 200));
        }
        return table;
    }

    /** Nobody logged on is told in words, which differ; that somebody is and cannot be seen shows in the other table. */
    private UserTable users(long end) throws HostException {
        var said = commands.run(codePage(), left(end), "quser.exe");
        var table = UserTable.of(said.out(), settings.words());
        if (table.rows().isEmpty()) {
            WindowsError.refuse("quser.exe", said.all());
            return new UserTable(List.of(), List.of());
        }
        return table;
    }

    private static Duration left(long end) {
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private List<Session> sessions(HostFacts facts, SessionTable table, UserTable users) {
        var up = Duration.between(facts.boot(), target.clock().instant());
        var sessions = new WindowsSession(target.server(), facts, users, settings.words(), up).of(table.rows());
        return sessions.stream().map(this::asBefore).toList();
    }

    /**
     * A session that has lost its user while it ends is still the same one: it is not over before its row has gone. Neither is
     * one about which the lists disagree; nothing is done to it meanwhile, because its state is unknown.
     */
    private Session asBefore(Session session) {
        var before = last.get(session.id());
        return before != null
                        && (WindowsSession.isWhatRemainsOf(before, session)
                                || WindowsSession.isInDoubt(before, session))
                ? WindowsSession.asWas(before, session)
                : session;
    }

    private List<ServerFault> faults(SessionTable table, UserTable users) {
        var faults = new ArrayList<ServerFault>();
        var unread = new ArrayList<>(table.unread());
        unread.addAll(users.unread());
        if (!unread.isEmpty()) {
            faults.add(fault(LIST, false, "holds what cannot be read: " + unread.get(0)));
        }
        if (table.rows().stream().noneMatch(row -> row.id() == 0)) {
            faults.add(fault(
                    LIST, true, "lacks session 0, so it is not the whole list: is the account an administrator?"));
        }
        settings.listeners().stream()
                .filter(listener -> !listens(table, listener))
                .map(listener -> fault("listener " + listener, true, "does not listen: nobody can connect to the host"))
                .forEach(faults::add);
        return faults;
    }

    /** In a language whose words are not known, that it is there has to do. */
    private static boolean listens(SessionTable table, String listener) {
        return table.rows().stream()
                .anyMatch(row -> row.name().equalsIgnoreCase(listener)
                        && (row.state() == SessionState.LISTEN || row.state() == SessionState.UNKNOWN));
    }

    private ServerFault fault(String what, boolean certain, String how) {
        return new ServerFault(target.server(), WindowsHost.CONNECTOR, what, certain, Evidence.of(what + " " + how));
    }
}
