package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.probe.ClientGone;
import io.sessionwarden.probe.Runaway;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The vital that names the terminal of which only this is left; empty where the terminal stands. */
    static final String LEFT = "left";

    /** The state of a leader that has gone altogether, beside those of proc_pid_stat(5). */
    private static final String GONE = "gone";

    private static final int MOST_RUNNING = 8;

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
    private final Remains remains;
    private final BlockedWriter writers;
    private final SshClients clients;

    TerminalListing(String server, Snapshot seen, Marks marks, Remains remains) {
        this.server = server;
        this.seen = seen;
        this.facts = seen.facts();
        this.marks = marks;
        this.remains = remains;
        this.writers = new BlockedWriter(facts);
        this.clients = new SshClients(seen);
    }

    /** The sessions among the processes: those whose leader lives and has a controlling terminal, then what is left of others. */
    List<Session> sessions() {
        var members = seen.processes().values().stream()
                .filter(process -> process.terminal() != 0)
                .collect(Collectors.groupingBy(ProcessStat::session));
        var leaders = members.keySet().stream()
                .map(seen.processes()::get)
                .filter(leader -> leader != null && !leader.ended() && leader.terminal() != 0)
                .toList();
        var held = marks.held(seen, leaders);
        var standing = leaders.stream()
                .map(leader -> session(
                        leader, Objects.requireNonNull(members.get(leader.pid())), held.getOrDefault(leader.pid(), "")))
                .toList();
        var left = remains.of(
                seen,
                standing.stream()
                        .flatMap(session -> Incarnation.of(session).stream())
                        .toList());
        return Stream.concat(standing.stream(), left.stream().map(this::left)).toList();
    }

    /**
     * What is left has an identity, a name and vitals of its own, so that it is never taken for the session that stands, or for the
     * one that follows it at its terminal.
     */
    private Session left(Incarnation incarnation) {
        var leader = Optional.ofNullable(seen.processes().get(incarnation.pid()));
        var uid = leader.or(() -> incarnation.cutOff(seen).stream().findFirst()).flatMap(this::uid);
        var parts = new TreeMap<>(parts(incarnation.pid(), incarnation.startTicks(), incarnation.terminal()));
        parts.put(LEFT, "yes");
        return new Session(
                SessionIdentity.of(server, TerminalConnector.NAME, parts),
                Integer.toString(incarnation.pid()),
                LEFT + ":" + incarnation.terminal(),
                SessionKind.USER,
                incarnation.zombie(seen) ? SessionState.RESET : SessionState.DISCONNECTED,
                false,
                uid.map(facts::nameOf).orElse(null),
                account(uid),
                new Leader(incarnation.pid(), incarnation.startTicks()),
                started(incarnation.startTicks()),
                null,
                null,
                new TreeMap<>(Map.of(
                        LEFT,
                        incarnation.terminal(),
                        "leaderState",
                        leader.map(process -> String.valueOf(process.state())).orElse(GONE),
                        Runaway.VITAL,
                        running(incarnation))));
    }

    private String running(Incarnation incarnation) {
        var running = incarnation.cutOff(seen).stream()
                .filter(member -> member.state() == 'R')
                .sorted(Comparator.comparing(ProcessStat::cpuTicks).reversed())
                .limit(MOST_RUNNING)
                .map(member -> member.pid() + "/" + (member.cpuTicks() * TICK_MILLIS + waited(member.pid())))
                .collect(Collectors.joining(","));
        return running.isEmpty() ? "" : seen.now().toEpochMilli() + " " + running;
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
                account(uid),
                new Leader(leader.pid(), leader.startTicks()),
                started(leader.startTicks()),
                idle,
                null,
                vitals(leader, members, mark));
    }

    /** For how many milliseconds its first thread has waited for others to leave it a processor (sched-stats in the kernel). */
    private long waited(int pid) {
        return facts.text(pid, "schedstat")
                .map(times -> times.strip().split(" ", -1))
                .filter(times -> times.length > 1)
                .flatMap(times -> Processes.number(times[1]))
                .map(nanos -> nanos / 1_000_000)
                .orElse(0L);
    }

    SessionIdentity identity(ProcessStat leader, String terminal) {
        return SessionIdentity.of(server, TerminalConnector.NAME, parts(leader.pid(), leader.startTicks(), terminal));
    }

    private Map<String, String> parts(int number, long startTicks, String terminal) {
        return Map.of(
                BOOT,
                seen.boot(),
                "sid",
                Integer.toString(number),
                "start",
                Long.toString(startTicks),
                "tty",
                terminal);
    }

    private @Nullable Account account(Optional<Long> uid) {
        return uid.filter(id -> id != OVERFLOW_UID)
                .map(id -> Account.ofUid(server, id))
                .orElse(null);
    }

    private Instant started(long ticks) {
        return seen.booted().plusMillis(ticks * TICK_MILLIS);
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
