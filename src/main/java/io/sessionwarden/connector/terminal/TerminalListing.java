package io.sessionwarden.connector.terminal;

import io.sessionwarden.session.Account;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the processes of one moment into sessions. */
final class TerminalListing {

    private static final Duration IDLE_AFTER = Duration.ofMinutes(10);
    private static final Set<String> GETTIES = Set.of("agetty", "getty", "mgetty");
    private static final int LONGEST = 200;
    private static final long OVERFLOW_UID = 65534;

    /** proc_pid_loginuid: nobody logged on through PAM. */
    private static final long NO_LOGIN = 4294967295L;

    /** Linux counts in hundredths of a second towards user space on every architecture (USER_HZ). */
    private static final long TICK_MILLIS = 10;

    private final String server;
    private final Proc proc;
    private final Names names;
    private final BlockedWriter writers;
    private final String boot;
    private final Instant booted;

    TerminalListing(String server, Proc proc, Names names, String boot, Instant booted) {
        this.server = server;
        this.proc = proc;
        this.names = names;
        this.writers = new BlockedWriter(proc);
        this.boot = boot;
        this.booted = booted;
    }

    /** The sessions among these processes: those whose leader lives and has a controlling terminal. */
    List<Session> sessions(Map<Integer, ProcessStat> all, Set<String> consoles, Instant now) {
        var members = all.values().stream()
                .filter(process -> process.terminal() != 0)
                .collect(Collectors.groupingBy(ProcessStat::session));
        var sessions = new ArrayList<Session>();
        members.forEach((sid, processes) -> {
            var leader = all.get(sid);
            if (leader != null && !leader.ended() && leader.terminal() != 0) {
                sessions.add(session(leader, processes, all, consoles, now));
            }
        });
        return sessions;
    }

    private Session session(
            ProcessStat leader,
            List<ProcessStat> members,
            Map<Integer, ProcessStat> all,
            Set<String> consoles,
            Instant now) {
        var terminal = TerminalName.of(leader.terminal());
        var uid = uid(leader, all);
        var logonName = uid.map(names::of).orElse(null);
        var idle = idle(terminal, now);
        return new Session(
                identity(leader, terminal),
                Integer.toString(leader.pid()),
                terminal,
                consoles.contains(terminal) ? SessionKind.CONSOLE : SessionKind.USER,
                state(leader, members, idle),
                false,
                logonName,
                uid.filter(id -> id != OVERFLOW_UID)
                        .map(id -> Account.ofUid(server, id))
                        .orElse(null),
                new Leader(leader.pid(), leader.startTicks()),
                booted.plusMillis(leader.startTicks() * TICK_MILLIS),
                idle,
                vitals(leader, members, terminal, logonName));
    }

    SessionIdentity identity(ProcessStat leader, String terminal) {
        return SessionIdentity.of(
                server,
                TerminalConnector.NAME,
                Map.of(
                        "boot",
                        boot,
                        "sid",
                        Integer.toString(leader.pid()),
                        "start",
                        Long.toString(leader.startTicks()),
                        "tty",
                        terminal));
    }

    /** Who logged on; without PAM the leader's user, and under root's login(1) the user of the shell that it started. */
    private Optional<Long> uid(ProcessStat leader, Map<Integer, ProcessStat> all) {
        var login = proc.text(leader.pid(), "loginuid").flatMap(Proc::number).filter(uid -> uid != NO_LOGIN);
        if (login.isPresent()) {
            return login;
        }
        var shown = leader.command().equals("login")
                ? all.values().stream()
                        .filter(process -> process.parent() == leader.pid())
                        .findFirst()
                        .orElse(leader)
                : leader;
        return proc.uid(shown.pid());
    }

    private static SessionState state(ProcessStat leader, List<ProcessStat> members, @Nullable Duration idle) {
        if (GETTIES.contains(leader.command())) {
            return SessionState.CONNECTED;
        }
        if (leader.command().equals("login") && members.size() == 1) {
            return SessionState.CONNECT_QUERY;
        }
        return idle != null && idle.compareTo(IDLE_AFTER) >= 0 ? SessionState.IDLE : SessionState.ACTIVE;
    }

    /** The kernel sets a terminal's access time when somebody types (tty_io.c), to the next eight seconds. */
    private static @Nullable Duration idle(String terminal, Instant now) {
        try {
            var typed = (FileTime) Files.getAttribute(Path.of("/dev", terminal), "lastAccessTime");
            var idle = Duration.between(typed.toInstant(), now);
            return idle.isNegative() ? Duration.ZERO : idle;
        } catch (IOException e) {
            return null;
        }
    }

    private SortedMap<String, String> vitals(
            ProcessStat leader, List<ProcessStat> members, String terminal, @Nullable String logonName) {
        var vitals = new TreeMap<String, String>();
        vitals.put("tty", terminal);
        vitals.put("user", logonName == null ? "" : logonName);
        vitals.put(
                "mark",
                ForeignText.clean(proc.variable(leader.pid(), "WARDEN_SESSION").orElse(""), LONGEST));
        vitals.put("command", ForeignText.clean(leader.command(), LONGEST));
        vitals.put("leaderState", String.valueOf(leader.state()));
        vitals.put(
                "foreground",
                members.stream()
                        .filter(member -> member.group() == leader.foreground() && !member.ended())
                        .map(member -> String.valueOf(member.state()))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(",")));
        vitals.put("writer", writers.fingerprint(members, terminal));
        return vitals;
    }
}
