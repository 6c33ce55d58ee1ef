package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.probe.ClientGone;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the processes of one moment into sessions. */
final class TerminalListing {

    /** The part of the identity that names the boot. */
    static final String BOOT = "boot";

    /** The vital that holds the mark, and what processes inherit it in. */
    static final String MARK = "mark";

    static final String MARK_VARIABLE = "WARDEN_SESSION";

    /** The vital that names the terminal, without {@code /dev/}. */
    static final String TTY = "tty";

    /** The vital that names what opens the terminal again once the session has closed; empty where nothing is known to. */
    static final String RESPAWNER = "respawner";

    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);
    private static final int LONGEST = 200;
    private static final long OVERFLOW_UID = 65534;

    /** proc_pid_loginuid: nobody logged on through PAM. */
    private static final long NO_LOGIN = 4294967295L;

    /** Linux counts in hundredths of a second towards user space on every architecture (USER_HZ). */
    private static final long TICK_MILLIS = 10;

    private final String server;
    private final Snapshot seen;
    private final Processes facts;
    private final Marks marks;
    private final BlockedWriter writers;
    private final SshClients clients;

    TerminalListing(String server, Snapshot seen, Marks marks) {
        this.server = server;
        this.seen = seen;
        this.facts = seen.facts();
        this.marks = marks;
        this.writers = new BlockedWriter(facts);
        this.clients = new SshClients(seen);
    }

    /** The sessions among the processes: those whose leader lives and has a controlling terminal. */
    List<Session> sessions() {
        var members = seen.processes().values().stream()
                .filter(process -> process.terminal() != 0)
                .collect(Collectors.groupingBy(ProcessStat::session));
        var leaders = members.keySet().stream()
                .map(seen.processes()::get)
                .filter(leader -> leader != null && !leader.ended() && leader.terminal() != 0)
                .toList();
        var held = marks.held(seen, leaders);
        return leaders.stream()
                .map(leader -> session(
                        leader, Objects.requireNonNull(members.get(leader.pid())), held.getOrDefault(leader.pid(), "")))
                .toList();
    }

    private Session session(ProcessStat leader, List<ProcessStat> members, String mark) {
        var terminal = TerminalName.of(leader.terminal());
        var uid = uid(leader);
        var logonName = uid.map(facts::nameOf).orElse(null);
        var idle = idle(terminal);
        return new Session(
                identity(leader, terminal),
                Integer.toString(leader.pid()),
                terminal,
                seen.consoles().contains(terminal) ? SessionKind.CONSOLE : SessionKind.USER,
                state(leader, members, idle),
                false,
                logonName,
                uid.filter(id -> id != OVERFLOW_UID)
                        .map(id -> Account.ofUid(server, id))
                        .orElse(null),
                new Leader(leader.pid(), leader.startTicks()),
                seen.booted().plusMillis(leader.startTicks() * TICK_MILLIS),
                idle,
                null,
                vitals(leader, members, mark));
    }

    SessionIdentity identity(ProcessStat leader, String terminal) {
        return SessionIdentity.of(
                server,
                TerminalConnector.NAME,
                Map.of(
                        BOOT,
                        seen.boot(),
                        "sid",
                        Integer.toString(leader.pid()),
                        "start",
                        Long.toString(leader.startTicks()),
                        "tty",
                        terminal));
    }

    /** Who logged on; without PAM the leader's user, and under root's login(1) the user of the shell that it started. */
    private Optional<Long> uid(ProcessStat leader) {
        var login =
                facts.text(leader.pid(), "loginuid").flatMap(Processes::number).filter(uid -> uid != NO_LOGIN);
        if (login.isPresent()) {
            return login;
        }
        var shown = Respawner.login(leader)
                ? seen.processes().values().stream()
                        .filter(process -> process.parent() == leader.pid())
                        .findFirst()
                        .orElse(leader)
                : leader;
        return facts.uid(shown.pid());
    }

    private static SessionState state(ProcessStat leader, List<ProcessStat> members, @Nullable Duration idle) {
        if (Respawner.getty(leader)) {
            return SessionState.CONNECTED;
        }
        if (Respawner.login(leader) && members.size() == 1) {
            return SessionState.CONNECT_QUERY;
        }
        return idle != null && idle.compareTo(IDLE_AFTER) >= 0 ? SessionState.IDLE : SessionState.ACTIVE;
    }

    private @Nullable Duration idle(String terminal) {
        return facts.typed(terminal)
                .map(typed -> Duration.between(typed, seen.now()))
                .map(idle -> idle.isNegative() ? Duration.ZERO : idle)
                .orElse(null);
    }

    private SortedMap<String, String> vitals(ProcessStat leader, List<ProcessStat> members, String mark) {
        var terminal = TerminalName.of(leader.terminal());
        var vitals = new TreeMap<String, String>();
        vitals.put(TTY, terminal);
        vitals.put("user", uid(leader).map(facts::nameOf).orElse(""));
        vitals.put("command", leader.command());
        vitals.put("leaderState", String.valueOf(leader.state()));
        vitals.put(
                "foreground",
                members.stream()
                        .filter(member -> member.group() == leader.foreground() && !member.ended())
                        .map(member -> String.valueOf(member.state()))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(",")));
        vitals.put(RESPAWNER, new Respawner(seen).of(leader));
        vitals.put(
                ClientGone.VITAL,
                clients.of(leader, terminal).map(String::valueOf).orElse(""));
        vitals.put("uninterruptible", uninterruptible(members));
        vitals.put("writer", writers.fingerprint(members, terminal));
        vitals.put(MARK, mark);
        vitals.replaceAll((word, value) -> ForeignText.clean(value, LONGEST));
        return vitals;
    }

    /** The first process that waits uninterruptibly, and how often it has waited at all; or the empty string. */
    private String uninterruptible(List<ProcessStat> members) {
        return members.stream()
                .filter(member -> member.state() == 'D')
                .sorted(Comparator.comparing(ProcessStat::pid))
                .flatMap(member -> facts.status(member.pid(), "voluntary_ctxt_switches").stream()
                        .map(waited -> member.pid() + "/" + waited))
                .findFirst()
                .orElse("");
    }
}
