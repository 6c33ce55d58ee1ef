package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.Screen;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector does with real tmux servers, whatever way its commands go. */
abstract class TmuxHostCases {

    private static final TreeMap<String, String> NOTHING_READY = new TreeMap<>();

    private Path folder;
    private TmuxServer tmux;
    private SessionHost host;

    /** Runs commands, and starts the tmux servers. */
    abstract CommandRunner runner();

    /** A new folder that the runner's user may write in. */
    abstract Path newFolder() throws Exception;

    @BeforeEach
    void start() throws Exception {
        folder = newFolder();
        tmux = new TmuxServer(runner(), folder.resolve("work").toString());
        host = open(tmux.socket());
    }

    @AfterEach
    void stop() {
        host.close();
        tmux.close();
    }

    final SessionHost open(String... sockets) {
        return new TmuxConnector()
                .open(new Target(
                        "here",
                        runner(),
                        Duration.ofSeconds(8),
                        Map.of("sockets", List.of(sockets)),
                        InstantSource.system()));
    }

    private Session session(String name) throws HostException {
        return session(host, name);
    }

    private static Session session(SessionHost host, String name) throws HostException {
        Listing listing = host.list();
        assertThat(listing.faults()).isEmpty();
        return listing.sessions().stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + listing.sessions()));
    }

    private static Finding examine(String probe, Session now, @Nullable Session before) {
        return new TmuxConnector()
                .probes().stream()
                        .filter(one -> one.name().equals(probe))
                        .findFirst()
                        .orElseThrow()
                        .examine(now, before);
    }

    private static Symptom symptom(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Sick.class);
        return ((Finding.Sick) finding).symptom();
    }

    @Test
    void listsPanesWhateverTheirSessionsAreCalled() throws Exception {
        tmux.open("a|b", "sleep", "1000");
        tmux.open("two words", "sleep", "1000");
        tmux.open("tab\tand\nline ##{pid} %0 'q'", "sleep", "1000");
        tmux.tmux("split-window", "-d", "-t", "two words", "sleep 1000");

        assertThat(host.list().sessions().stream().map(Session::name))
                .containsExactlyInAnyOrder(
                        "work/a|b:0.0",
                        "work/two words:0.0",
                        "work/two words:0.1",
                        "work/tab\\tand\\nline #{pid} %0 'q':0.0");
    }

    @Test
    void tellsWhoseTheSessionIsAndWhatLeadsIt() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        Session session = session("work/main:0.0");

        long pid = Long.parseLong(tmux.of(pane, "#{pane_pid}"));
        assertThat(session.id()).isEqualTo(Long.toString(pid));
        assertThat(session.leader()).isNotNull().extracting(Leader::pid).isEqualTo((int) pid);
        assertThat(session.logonName()).isEqualTo(tmux.of(pane, "#{user}"));
        assertThat(session.account())
                .isEqualTo(new Account(
                        "here",
                        Files.getAttribute(Path.of("/proc/" + pid), "unix:uid").toString()));
        assertThat(session.state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(session.vital("tty")).isEqualTo(tmux.of(pane, "#{pane_tty}"));
        assertThat(session.started())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
        assertThat(session.idle()).isLessThan(Duration.ofSeconds(60));
        assertThat(session.identity().parts().keySet())
                .containsExactly("boot", "pane", "pid", "server", "serverStart", "session", "socket", "start");
    }

    @Test
    void callsASessionActiveWhileAClientIsAttached() throws Exception {
        tmux.open("main", "sleep", "1000");
        String outer = tmux.open("outer", "env", "-u", "TMUX", "tmux", "-S", tmux.socket(), "attach", "-t", "=main");
        Await.until("a client is attached", () -> session("work/main:0.0").state() == SessionState.ACTIVE);
        tmux.tmux("kill-pane", "-t", outer);
        Await.until("it is not", () -> session("work/main:0.0").state() == SessionState.DISCONNECTED);
    }

    @Test
    void warnsThoseWhoAreAttached() throws Exception {
        tmux.open("main", "sleep", "1000");
        Session session = session("work/main:0.0");
        assertThat(host.warn(session, "x")).isEqualTo(Notice.untold("nobody is attached to pane " + pane(session)));

        String outer = tmux.open("outer", "env", "-u", "TMUX", "tmux", "-S", tmux.socket(), "attach", "-t", "=main");
        Await.until("a client is attached", () -> session("work/main:0.0").state() == SessionState.ACTIVE);
        assertThat(host.warn(session, "in 30 s: #(touch " + folder.resolve("run") + ") 50% #{pid} %H it's"))
                .isEqualTo(Notice.told("shown to 1 attached client(s)"));
        Await.until(
                "it is shown as it is",
                () -> tmux.tmux("capture-pane", "-p", "-J", "-t", outer).contains("in 30 s: #(touch "));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void warnsNobodyOfAnotherIncarnation() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        tmux.open("outer", "env", "-u", "TMUX", "tmux", "-S", tmux.socket(), "attach", "-t", "=main");
        Await.until("a client is attached", () -> session("work/main:0.0").state() == SessionState.ACTIVE);
        Session session = session("work/main:0.0");
        tmux.tmux("respawn-pane", "-k", "-t", pane);
        assertThat(host.warn(session, "x"))
                .isEqualTo(Notice.untold("pane " + pane + " no longer holds that process, or is no more"));
    }

    private static String pane(Session session) {
        return session.identity().parts().getOrDefault("pane", "");
    }

    @Test
    void listsAPaneOnceThoughSeveralSessionsShowIt() throws Exception {
        tmux.open("first", "sleep", "1000");
        tmux.tmux("new-session", "-d", "-s", "second", "-t", "first");
        Session session = session("work/first:0.0");
        assertThat(host.list().sessions()).hasSize(1);

        Act act = host.reset(session, NOTHING_READY);

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
    }

    @Test
    void findsAProgramThatDiedByASignalSick() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        Session alive = session("work/main:0.0");
        assertThat(examine("pane-died", alive, null)).isInstanceOf(Finding.Healthy.class);

        tmux.killProgram(pane);

        Session dead = session("work/main:0.0");
        assertThat(dead.state()).isEqualTo(SessionState.DOWN);
        assertThat(dead.identity()).isEqualTo(alive.identity());
        assertThat(dead.leader()).isEqualTo(alive.leader());
        Finding finding = examine("pane-died", dead, alive);
        assertThat(symptom(finding)).isEqualTo(Symptom.DEAD_LEADER);
        assertThat(((Finding.Sick) finding).evidence().summary()).contains("died by signal");
        assertThat(((Finding.Sick) finding).evidence().facts()).containsEntry("signal", "9");
    }

    @Test
    void tellsOfWhatAProgramDiedAlsoWhereTmuxMissedIt() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        for (int round = 0; round < 30; round++) {
            session("work/main:0.0");
            tmux.killProgram(pane);
            Session dead = session("work/main:0.0");
            assertThat(dead.state()).isEqualTo(SessionState.DOWN);
            assertThat(dead.vital("signal")).isEqualTo("9");
            tmux.tmux("respawn-pane", "-k", "-t", pane);
        }
    }

    @Test
    void neverTakesAProgramForSickThatEndedWellAlsoWhereTmuxMissedIt() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        for (int round = 0; round < 30; round++) {
            tmux.tmux("respawn-pane", "-k", "-t", pane, "sleep 0.05");
            Await.until("it has ended", () -> {
                Session now = session("work/main:0.0");
                assertThat(now.state()).isNotEqualTo(SessionState.DOWN);
                return now.state() == SessionState.IDLE;
            });
        }
    }

    @Test
    void findsAProgramThatEndedWithAnErrorSick() throws Exception {
        tmux.open("main", "sh", "-c", "exit 3");
        Await.until("it has ended", () -> session("work/main:0.0").state() == SessionState.DOWN);
        Session dead = session("work/main:0.0");
        assertThat(symptom(examine("pane-died", dead, null))).isEqualTo(Symptom.DEAD_LEADER);
        assertThat(dead.vital("status")).isEqualTo("3");
        assertThat(session("work/main:0.0").identity()).isEqualTo(dead.identity());
    }

    @Test
    void findsAProgramThatEndedWellHealthy() throws Exception {
        tmux.open("main", "true");
        Await.until("it has ended", () -> session("work/main:0.0").state() == SessionState.IDLE);
        assertThat(examine("pane-died", session("work/main:0.0"), null)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void keepsTheIdentityOfADeadPaneThatItNeverSawAlive() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        tmux.killProgram(pane);
        Session first = session("work/main:0.0");
        assertThat(session("work/main:0.0").identity()).isEqualTo(first.identity());
        assertThat(first.identity().parts().get("start")).isNotBlank();

        assertThat(host.reset(first, NOTHING_READY).result()).isEqualTo(Act.Result.DONE);
        assertThat(session("work/main:0.0").identity()).isNotEqualTo(first.identity());
    }

    @Test
    void respawnsADeadPane() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        var ready = host.values(session("work/main:0.0"));
        tmux.killProgram(pane);

        Act act = host.reset(session("work/main:0.0"), ready);

        Session again = session("work/main:0.0");
        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).singleElement().asString().contains("respawned pane " + pane);
        assertThat(again.state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(host.values(again)).isEqualTo(ready);
        assertThat(host.reopens(again, Rung.RESET)).isTrue();
    }

    @Test
    void aStandingPaneIsTheSameOneWhateverItIsCalledAndWhereverItIsMoved() throws Exception {
        String pane = tmux.open("w", "sleep", "1000");
        tmux.open("other", "sleep", "1000");
        tmux.tmux("new-window", "-d", "-t", "w:7", "sleep 1000");
        try (var roster = board()) {
            String id = board(roster).id();
            for (var act : List.of(
                    List.of("rename-session", "-t", "w", "mywork"),
                    List.of("move-window", "-s", "mywork:0", "-t", "mywork:9"),
                    List.of("move-window", "-r", "-t", "mywork"),
                    List.of("move-pane", "-d", "-s", pane, "-t", "other:0"))) {
                tmux.tmux(act.toArray(String[]::new));

                assertThat(board(roster).id()).as("after %s", act).isEqualTo(id);
                assertThat(board(roster).state()).isEqualTo(SessionState.DISCONNECTED);
                assertThat(examine("pane-died", board(roster), null)).isInstanceOf(Finding.Healthy.class);
            }
            tmux.killProgram(pane);
            Session dead = board(roster);
            assertThat(symptom(examine("pane-died", dead, null))).isEqualTo(Symptom.DEAD_LEADER);

            assertThat(host.reset(dead, NOTHING_READY).result()).isEqualTo(Act.Result.DONE);

            assertThat(board(roster).state()).isEqualTo(SessionState.DISCONNECTED);
            assertThat(board(roster).id()).isNotEqualTo(id).isEqualTo(tmux.of(pane, "#{pane_pid}"));
        }
    }

    @Test
    void aStandingPaneWhoseProgramEndedWellStaysHealthyWhateverItIsCalled() throws Exception {
        tmux.open("w", "sh", "-c", "sleep 0.3");
        try (var roster = board()) {
            Await.until("it has ended", () -> board(roster).state() == SessionState.IDLE);
            tmux.tmux("rename-session", "-t", "w", "mywork");

            assertThat(examine("pane-died", board(roster), null)).isInstanceOf(Finding.Healthy.class);
        }
    }

    private Roster board() {
        var name = new SessionName("here", TmuxHost.CONNECTOR, "pane", "work/w:0.0", "board", true);
        return new Roster("here", List.of(open(tmux.socket())), Selector.ALL, List.of(name));
    }

    private static Session board(Roster roster) {
        return roster.call().sessions().stream()
                .filter(session -> session.name().equals("board"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void neverRespawnsALivePaneThatIsTakenForDead() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        Session alive = session("work/main:0.0");

        assertThat(host.reset(alive.in(SessionState.DOWN), NOTHING_READY).result())
                .isEqualTo(Act.Result.OTHER_INCARNATION);

        assertThat(tmux.of(pane, "#{pane_pid} #{pane_dead}")).isEqualTo(alive.id() + " 0");
    }

    @Test
    void leavesAPaneAloneThatIsNoMore() throws Exception {
        tmux.open("other", "sleep", "1000");
        String pane = tmux.open("main", "sleep", "1000");
        Session old = session("work/main:0.0");
        tmux.tmux("kill-pane", "-t", pane);

        assertThat(host.reset(old, NOTHING_READY).result()).isEqualTo(Act.Result.OTHER_INCARNATION);
        assertThat(session("work/other:0.0").state()).isEqualTo(SessionState.DISCONNECTED);
    }

    @Test
    void resetsOnlyTheSessionOfThatVeryName() throws Exception {
        String alice = tmux.open("alice", "sleep", "1000");
        String aliceProgram = tmux.of(alice, "#{pane_pid}");
        tmux.open("al", "sleep", "1000");
        Session al = session("work/al:0.0");
        tmux.tmux("kill-session", "-t", "=al");

        assertThat(host.reset(al, NOTHING_READY).result()).isEqualTo(Act.Result.OTHER_INCARNATION);
        assertThat(tmux.of(alice, "#{pane_pid} #{pane_dead}")).isEqualTo(aliceProgram + " 0");
    }

    @Test
    void aStandingPaneThatWasNeverSeenHasNothingToRespawn() throws Exception {
        tmux.open("main", "sleep", "1000");
        var name = new SessionName("here", "tmux", "pane", "work/gone:0.0", "gone", true);
        var missing = new Roster("here", List.of(host), Selector.ALL, List.of(name))
                .call().sessions().stream()
                        .filter(session -> session.name().equals("gone"))
                        .findFirst()
                        .orElseThrow();

        assertThat(host.values(missing)).isEmpty();
        assertThat(host.evidence(missing).summary()).isEqualTo("no pane of it was ever seen");
        assertThat(host.reset(missing, NOTHING_READY).steps())
                .containsExactly("no pane of it was ever seen: there is nothing to respawn");
    }

    @Test
    void endsWhatIsImmuneToTheHangup() throws Exception {
        Path pids = folder.resolve("pids");
        tmux.open(
                "main",
                "sh",
                "-c",
                "trap '' HUP; sh -c 'echo $$ >> " + pids + "; sleep 1000; :' & echo $$ >> " + pids
                        + "; wait; sleep 1000");
        List<Long> immune = pids(pids, 2);

        Act act = host.reset(session("work/main:0.0"), NOTHING_READY);

        immune.forEach(pid -> Await.until(pid + " has ended", () -> !TmuxServer.alive(pid)));
        assertThat(act.leftRunning()).isEmpty();
        assertThat(String.join("\n", act.steps())).contains("killed ").contains("pid " + immune.get(0));
        assertThat(session("work/main:0.0").state()).isEqualTo(SessionState.DISCONNECTED);
    }

    @Test
    void namesAndLeavesWhatHasLeftTheSession() throws Exception {
        Path pids = folder.resolve("pids");
        String inner = folder.resolve("inner").toString();
        tmux.open(
                "main",
                "sh",
                "-c",
                "set -m; nohup sh -c 'echo $$ >> " + pids + "; exec sleep 1001' > /dev/null 2>&1 &"
                        + " setsid sh -c 'echo $$ >> " + pids + "; exec sleep 1002' &"
                        + " (setsid sh -c 'echo $$ >> " + pids + "; exec sleep 1003' &) ;"
                        + " tmux -S " + inner + " -f /dev/null new-session -d 'echo $$ >> " + pids + "; sleep 1004';"
                        + " sleep 1000");
        List<Long> away = pids(pids, 4);
        Session session = session("work/main:0.0");

        Act act = host.reset(session, NOTHING_READY);

        assertThat(act.leftRunning().stream().map(LeftRunning::how))
                .containsExactlyInAnyOrder("nohup", "setsid", "setsid", "tmux server");
        assertThat(act.leftRunning().stream()
                        .filter(left -> !left.how().equals("tmux server"))
                        .map(left -> (long) left.pid()))
                .isSubsetOf(away);
        away.forEach(pid -> assertThat(TmuxServer.alive(pid)).isTrue());
        assertThat(TmuxServer.alive(Long.parseLong(session.id()))).isFalse();
    }

    private static List<Long> pids(Path file, int count) {
        Await.until(
                count + " processes have said who they are",
                () -> Files.exists(file) && Files.readAllLines(file).size() == count);
        try {
            return Files.readAllLines(file).stream().map(Long::valueOf).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsTheValuesThatAResetRestores() throws Exception {
        tmux.tmux(
                "new-session",
                "-d",
                "-s",
                "main",
                "-x",
                "90",
                "-y",
                "30",
                "-c",
                folder.toString(),
                "sleep 1000\n: 'b|c'");
        var values = host.values(session("work/main:0.0"));
        assertThat(values)
                .containsEntry("directory", folder.toString())
                .containsEntry("size", "90x30")
                .containsEntry("terminal", "icanon isig echo iexten icrnl ixon -ixoff opost onlcr");
        assertThat(values.get("command")).contains("sleep 1000").contains("b|c");
    }

    @Test
    void keepsTheProcessesOfASessionAsEvidence() throws Exception {
        tmux.open("main", "sh", "-c", "sleep 1000; :");
        Await.until(
                "its child runs",
                () -> host.evidence(session("work/main:0.0")).facts().values().stream()
                        .anyMatch(fact -> fact.matches("  sleep \\(pid [0-9]+, parent [0-9]+\\): state S, .*")));
        var evidence = host.evidence(session("work/main:0.0"));
        assertThat(evidence.summary()).isEqualTo("2 processes, 0 sockets");
        assertThat(evidence.facts().get("settings")).contains("icanon", "ixon");
    }

    @Test
    void findsOutputThatIsHeldBackByCtrlS() throws Exception {
        String pane = tmux.open("main", "sh", "-c", "yes; :");
        tmux.tmux("send-keys", "-t", pane, "C-s");
        Await.until("the writer waits and gets no further", () -> {
            Session before = session("work/main:0.0");
            return examine("output-blocked", session("work/main:0.0"), before) instanceof Finding.Sick;
        });
        tmux.tmux("send-keys", "-t", pane, "C-q");
        Await.until("it goes on", () -> {
            Session before = session("work/main:0.0");
            return examine("output-blocked", session("work/main:0.0"), before) instanceof Finding.Healthy;
        });
    }

    @Test
    void findsABusyProgramHealthy() throws Exception {
        tmux.open("main", "sh", "-c", "yes; :");
        Session before = session("work/main:0.0");
        for (int sweep = 0; sweep < 20; sweep++) {
            Session now = session("work/main:0.0");
            for (Probe probe : new TmuxConnector().probes()) {
                assertThat(probe.examine(now, before)).isInstanceOf(Finding.Healthy.class);
            }
            before = now;
        }
    }

    @Test
    void findsAStoppedForegroundProgram() throws Exception {
        Path pids = folder.resolve("pids");
        tmux.open("main", "sh", "-c", "sh -c 'echo $$ > " + pids + "; exec sleep 1000'; :");
        long sleeper = pids(pids, 1).get(0);
        tmux.signal("STOP", sleeper);
        Await.until("it is stopped", () -> TmuxServer.state(sleeper).equals("T"));

        Session before = session("work/main:0.0");
        assertThat(examine("stopped", before, null)).isInstanceOf(Finding.Unknown.class);
        assertThat(symptom(examine("stopped", session("work/main:0.0"), before)))
                .isEqualTo(Symptom.STOPPED);

        tmux.signal("CONT", sleeper);
        Await.until(
                "it goes on", () -> examine("stopped", session("work/main:0.0"), before) instanceof Finding.Healthy);
    }

    private Act take(Rung rung, Session session) throws HostException {
        return host.perform(rung, session, NOTHING_READY);
    }

    @Test
    void aStoppedProgramIsContinuedInItsPane() throws Exception {
        Path pids = folder.resolve("pids");
        tmux.open("main", "sh", "-c", "sh -c 'echo $$ > " + pids + "; exec sleep 1000'; :");
        long sleeper = pids(pids, 1).get(0);
        Session session = session("work/main:0.0");
        tmux.signal("STOP", sleeper);
        Await.until("it is stopped", () -> TmuxServer.state(sleeper).equals("T"));

        Act act = take(Rung.CONTINUE, session("work/main:0.0"));

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).first().isEqualTo("continued sleep (pid " + sleeper + ")");
        Await.until("it goes on", () -> TmuxServer.state(sleeper).equals("S"));
        assertThat(session("work/main:0.0").identity()).isEqualTo(session.identity());
    }

    @Test
    void aNameThatHoldsALineBreakHidesNobody() throws Exception {
        Path pids = folder.resolve("pids");
        // It calls itself "x) S 1" and a line break, which are what surrounds a name in /proc/PID/stat.
        String named = "exec 3>/proc/self/comm; printf \"x) S 1\\nend\" >&3; exec 3>&-; trap \"\" HUP;" + " echo $$ > "
                + pids + "; while :; do read x < " + folder.resolve("never") + "; done";
        tmux.tmux(
                "new-session", "-d", "-s", "seat", "mkfifo " + folder.resolve("never") + "; sh -c '" + named + "'; :");
        tmux.tmux("set-option", "-g", "remain-on-exit", "on");
        long inner = pids(pids, 1).get(0);
        Session session = session("work/seat:0.0");
        assertThat(host.evidence(session).facts().values()).anyMatch(fact -> fact.startsWith("  x) S 1"));

        host.reset(session, NOTHING_READY);

        Await.until("it has ended", () -> !TmuxServer.alive(inner));
    }

    @Test
    void whatCtrlSHeldInAPaneGoesOn() throws Exception {
        String pane = tmux.open("main", "sh", "-c", "yes; :");
        tmux.tmux("send-keys", "-t", pane, "C-s");
        Await.until("the writer waits and gets no further", () -> {
            Session before = session("work/main:0.0");
            return examine("output-blocked", session("work/main:0.0"), before) instanceof Finding.Sick;
        });
        Session held = session("work/main:0.0");
        var values = host.values(held);

        assertThat(take(Rung.CONTINUE, held).steps())
                .containsExactly("nothing of it was stopped", "let its output flow again, as Ctrl-Q does");

        Await.until("it goes on", () -> {
            Session before = session("work/main:0.0");
            return examine("output-blocked", session("work/main:0.0"), before) instanceof Finding.Healthy;
        });
        assertThat(host.values(held)).isEqualTo(values);
        assertThat(session("work/main:0.0").identity()).isEqualTo(held.identity());
    }

    @Test
    void theClientsOfASessionAreDetachedAndTheSessionStands() throws Exception {
        tmux.open("main", "sleep", "1000");
        tmux.open("beside", "sleep", "1000");
        assertThat(host.rungs(session("work/main:0.0"))).doesNotContain(Rung.DISCONNECT);
        for (String name : List.of("main", "beside")) {
            tmux.open("to-" + name, "env", "-u", "TMUX", "tmux", "-S", tmux.socket(), "attach", "-t", "=" + name);
            Await.until(
                    "a client is attached",
                    () -> session("work/" + name + ":0.0").state() == SessionState.ACTIVE);
        }
        Session session = session("work/main:0.0");

        assertThat(take(Rung.DISCONNECT, session).steps()).containsExactly("detached the clients of its session");

        Await.until("it has none", () -> session("work/main:0.0").state() == SessionState.DISCONNECTED);
        assertThat(session("work/main:0.0").identity()).isEqualTo(session.identity());
        assertThat(session("work/beside:0.0").state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void aLogOffClosesThePaneOrLeavesAloneWhatIsDeafToIt() throws Exception {
        Path ready = folder.resolve("ready");
        tmux.open("main", "sh", "-c", "trap '' HUP; echo 1 > " + ready + "; while :; do sleep 1000; done");
        String polite = tmux.open("polite", "sleep", "1000");
        pids(ready, 1);
        Session deaf = session("work/main:0.0");

        assertThat(take(Rung.LOG_OFF, deaf).steps())
                .anyMatch(step -> step.endsWith("outlived the hangup, and was left alone"));
        assertThat(session("work/main:0.0").identity()).isEqualTo(deaf.identity());
        assertThat(session("work/main:0.0").state()).isEqualTo(SessionState.DISCONNECTED);

        assertThat(take(Rung.LOG_OFF, session("work/polite:0.0")).steps())
                .singleElement()
                .asString()
                .startsWith("hung up sleep");
        Await.until("it is dead", () -> tmux.of(polite, "#{pane_dead}").equals("1"));
        assertThat(host.reopens(deaf, Rung.LOG_OFF)).isFalse();
        assertThat(host.rungs(deaf.named("board", true))).doesNotContain(Rung.LOG_OFF);
    }

    @Test
    void forceRespawnsThePaneAndWaitsForNobody() throws Exception {
        Path ready = folder.resolve("ready");
        String pane = tmux.open(
                "main",
                "sh",
                "-c",
                "trap '' HUP; sh -c 'trap \"\" HUP; echo $$ > " + ready + "; while :; do sleep 1000; done'");
        long inner = pids(ready, 1).get(0);
        Session session = session("work/main:0.0");

        Act act = take(Rung.FORCE, session);

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).contains("killed sh (pid " + inner + ")");
        Await.until(
                "both have ended", () -> !TmuxServer.alive(inner) && !TmuxServer.alive(Long.parseLong(session.id())));
        assertThat(tmux.of(pane, "#{pane_pid} #{pane_dead}")).doesNotStartWith(session.id());
    }

    @Test
    void noRungIsTakenWithAnotherIncarnation() throws Exception {
        Path pids = folder.resolve("pids");
        String pane = tmux.open("main", "sh", "-c", "sh -c 'echo $$ >> " + pids + "; exec sleep 1000'; :");
        tmux.open("outer", "env", "-u", "TMUX", "tmux", "-S", tmux.socket(), "attach", "-t", "=main");
        Await.until("a client is attached", () -> session("work/main:0.0").state() == SessionState.ACTIVE);
        pids(pids, 1);
        Session old = session("work/main:0.0");
        tmux.tmux("respawn-pane", "-k", "-t", pane);
        long now = Long.parseLong(tmux.of(pane, "#{pane_pid}"));
        long sleeper = pids(pids, 2).get(1);
        tmux.signal("STOP", sleeper);
        Await.until("it is stopped", () -> TmuxServer.state(sleeper).equals("T"));

        assertThat(host.rungs(old)).hasSize(5);
        for (Rung rung : host.rungs(old)) {
            assertThat(take(rung, old).result()).as("%s", rung).isEqualTo(Act.Result.OTHER_INCARNATION);
            assertThat(TmuxServer.state(sleeper)).isEqualTo("T");
        }
        assertThat(tmux.of(pane, "#{session_attached} #{pane_pid}")).isEqualTo("1 " + now);
    }

    @Test
    void readsWhatAPaneShowsAndOfNoOtherIncarnation() throws Exception {
        String pane =
                tmux.open("main", "sh", "-c", "printf 'other\\nvalue-1\\n\\033[31mred\\033[0m | 100%%\\n'; sleep 1000");
        Session session = session("work/main:0.0");
        Await.until(
                "it shows all of it",
                () -> host.screen(session)
                        .map(Screen::text)
                        .filter("other\nvalue-1\nred | 100%\n"::equals)
                        .isPresent());
        tmux.tmux("respawn-pane", "-k", "-t", pane);
        assertThat(host.screen(session)).isEmpty();
    }

    @Test
    void aDeadPaneCanOnlyBeReset() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        tmux.killProgram(pane);
        Session dead = session("work/main:0.0");
        assertThat(host.rungs(dead)).containsExactly(Rung.RESET);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> take(Rung.FORCE, dead));
    }

    @Test
    void saysNothingToAStoppedServer() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        Session session = session("work/main:0.0");
        long server = tmux.pid();
        tmux.signal("STOP", server);
        try {
            Await.until("it is stopped", () -> TmuxServer.state(server).equals("T"));
            assertStopped(host.list());
            assertStopped(open(tmux.socket()).list());
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host.reset(session, NOTHING_READY))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_ANSWERING));
            assertThat(host.evidence(session).summary()).contains("1 processes");
        } finally {
            tmux.signal("CONT", server);
        }
        assertThat(tmux.of(pane, "#{pane_pid} #{pane_dead}")).isEqualTo(session.id() + " 0");
        assertThat(session("work/main:0.0")).isNotNull();
    }

    private static void assertStopped(Listing listing) {
        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.certain()).isTrue();
            assertThat(fault.evidence().summary()).contains("is stopped");
        });
    }

    @Test
    void knowsAServerThatHasGoneFromOneThatNeverWas() throws Exception {
        assertThat(host.list().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.certain()).isFalse());
        tmux.open("main", "sleep", "1000");
        session("work/main:0.0");
        long server = tmux.pid();
        tmux.signal("KILL", server);
        Await.until("it is dead", () -> !TmuxServer.alive(server));

        for (int sweep = 0; sweep < 2; sweep++) {
            assertThat(host.list().faults()).singleElement().satisfies(fault -> {
                assertThat(fault.certain()).isTrue();
                assertThat(fault.evidence().summary()).contains("has gone");
            });
        }

        tmux.open("new", "sleep", "1000");
        assertThat(session("work/new:0.0").state()).isEqualTo(SessionState.DISCONNECTED);
    }

    @Test
    void showsTheSessionsOfOneSocketThoughAnotherIsAtFault() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        tmux.open("main", "sleep", "1000");
        var both = open(file.toString(), folder.resolve("nobody").toString(), tmux.socket());

        Listing listing = both.list();

        assertThat(listing.sessions()).hasSize(1);
        assertThat(listing.faults().stream().map(fault -> fault.evidence().summary()))
                .anyMatch(summary -> summary.contains("is not a socket"))
                .anyMatch(summary -> summary.contains("no server runs there"));
    }

    @Test
    void takesManyPanesInOneCommand() throws Exception {
        var names = new HashSet<String>();
        for (int i = 0; i < 12; i++) {
            tmux.open("s" + i, "sleep", "1000");
            names.add("work/s" + i + ":0.0");
        }
        Set<String> listed = host.list().sessions().stream().map(Session::name).collect(Collectors.toSet());
        assertThat(listed).isEqualTo(names);
    }

    /** Prints what listing and resetting cost; holds them only to what a busy machine can do. */
    @Test
    void isQuick() throws Exception {
        String pane = tmux.open("main", "sleep", "1000");
        tmux.open("shell");
        var lists = new ArrayList<Long>();
        var resets = new ArrayList<Long>();
        for (int i = 0; i < 25; i++) {
            long start = System.nanoTime();
            session("work/main:0.0");
            lists.add(System.nanoTime() - start);
            tmux.killProgram(pane);
            Session dead = session("work/main:0.0");
            start = System.nanoTime();
            host.reset(dead, NOTHING_READY);
            resets.add(System.nanoTime() - start);
        }
        System.out.println("measured " + getClass().getSimpleName() + ": list " + middle(lists) + " ms, reset "
                + middle(resets) + " ms");
        assertThat(middle(lists)).isLessThan(500);
        assertThat(middle(resets)).isLessThan(1000);
    }

    private static double middle(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(Arrays.stream(sorted).max()).isPresent();
        return Math.round(sorted[sorted.length / 2] / 10_000.0) / 100.0;
    }
}
