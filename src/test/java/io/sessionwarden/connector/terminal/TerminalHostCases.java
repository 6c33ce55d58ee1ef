package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector must do wherever the sessions are: on real kernel sessions made with script(1), each with the real fault. */
abstract class TerminalHostCases {

    private static final String BUSY = "while :; do echo busy; done";

    private final LocalProc proc = new LocalProc();
    private final Connector connector = ServiceLoader.load(Connector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("terminal"))
            .findFirst()
            .orElseThrow();
    private final Prober prober = new Prober(Map.of("terminal", connector.probes()));
    private SessionHost host;
    private Path folder;

    /** Runs commands where the sessions are. */
    abstract CommandRunner runner();

    /** A folder that the user whose sessions these are may write to. */
    abstract Path newFolder() throws Exception;

    /** Opens a session there. */
    abstract ScriptSession open(String command, Path directory) throws Exception;

    /** Whose sessions these are. */
    abstract String user();

    @BeforeEach
    void openHost() throws Exception {
        host = open(Map.of());
        folder = newFolder();
    }

    final SessionHost open(Map<String, List<String>> settings) {
        return connector.open(new Target("there", runner(), Duration.ofSeconds(10), settings, Clock.systemUTC()));
    }

    final SessionHost host() {
        return host;
    }

    final ScriptSession open(String command) throws Exception {
        return open(command, folder);
    }

    private Optional<Session> find(ScriptSession script) throws HostException {
        return find(host, script);
    }

    static Optional<Session> find(SessionHost among, ScriptSession script) throws HostException {
        return among.list().sessions().stream()
                .filter(session -> session.vital("mark").equals(script.mark()))
                .findFirst();
    }

    final Session await(ScriptSession script) throws HostException {
        Await.until("the session is listed", () -> find(script).isPresent());
        return find(script).orElseThrow();
    }

    private Examined examine(ScriptSession script) throws HostException {
        return prober.examine(find(script).orElseThrow(), Clock.systemUTC().instant());
    }

    private void awaitSick(ScriptSession script, Symptom symptom) {
        Await.until(
                "it is " + symptom,
                () -> examine(script).sick().stream()
                        .map(Finding.Sick::symptom)
                        .toList()
                        .equals(List.of(symptom)));
    }

    private static void signal(int pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Integer.toString(pid)).start().waitFor();
    }

    private static int leader(Session session) {
        return Objects.requireNonNull(session.leader()).pid();
    }

    private void awaitFile(Path file) {
        Await.until(file + " is there", () -> Files.exists(file) && Files.size(file) > 0);
    }

    /** A carriage return is a sign like any other in a variable, and so is what looks like a fact behind it. */
    @Test
    void aVariableOfOneSessionSaysNothingAboutAnother() throws Exception {
        try (var script = open("exec sleep 60")) {
            var before = await(script);
            var lie = "x\\rfact " + leader(before) + " loginuid 4242\\rboot other\\r";
            try (var liar = open("exec env XDG_SESSION_ID=\"$(printf '" + lie + "')\" sleep 60")) {
                Await.until(
                        "the variable is there",
                        () -> new LocalProc()
                                .variable(leader(await(liar)), "XDG_SESSION_ID")
                                .filter(value -> value.contains("loginuid"))
                                .isPresent());
                var after = await(script);
                assertThat(after.identity()).isEqualTo(before.identity());
                assertThat(after.account()).isEqualTo(before.account());
                assertThat(after.logonName()).isEqualTo(user());
            }
        }
    }

    @Test
    void listsASessionWithItsOwnerItsTerminalAndItsStart() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            assertThat(session.name()).startsWith("pts/");
            assertThat(session.id()).isEqualTo(Integer.toString(leader(session)));
            assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
            assertThat(session.logonName()).isEqualTo(user());
            assertThat(Objects.requireNonNull(session.started()))
                    .isBefore(Clock.systemUTC().instant().plusSeconds(2));
            assertThat(session.identity().parts()).containsKeys("boot", "sid", "start", "tty");
            assertThat(host.values(session)).containsKeys("command", "directory", "settings", "size");
        }
    }

    @Test
    void aBusySessionStaysHealthy() throws Exception {
        try (var script = open(BUSY)) {
            await(script);
            var first = System.nanoTime();
            Await.until("two seconds of sweeps", () -> {
                assertThat(examine(script).sick()).isEmpty();
                return System.nanoTime() - first > Duration.ofSeconds(2).toNanos();
            });
        }
    }

    @Test
    void aClientThatReadsSlowlyIsNoBlockedOutput() throws Exception {
        try (var script = open(BUSY)) {
            await(script);
            script.readSlowly(Duration.ofMillis(600));
            Await.until(
                    "it waits to write",
                    () -> !find(script).orElseThrow().vital("writer").isEmpty());
            var first = System.nanoTime();
            Await.until("nine seconds of sweeps", () -> {
                assertThat(examine(script).sick()).isEmpty();
                return System.nanoTime() - first > Duration.ofSeconds(9).toNanos();
            });
        }
    }

    @Test
    void noticesAStoppedLeader() throws Exception {
        try (var script = open("sleep 60; true")) {
            signal(leader(await(script)), "STOP");
            awaitSick(script, Symptom.STOPPED);
        }
    }

    @Test
    void noticesCtrlS() throws Exception {
        try (var script = open(BUSY)) {
            await(script);
            script.type("\u0013");
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
            script.type("\u0011");
            Await.until("it goes on", () -> examine(script).healthy());
        }
    }

    /** A parent after vfork(2) waits so until its child executes something or ends; clone(2) with the flags of vfork. */
    @Test
    void noticesAProcessThatNoSignalReaches() throws Exception {
        var clone = System.getProperty("os.arch").equals("amd64") ? "56" : "220";
        try (var script = open("perl -e 'syscall(" + clone + ", 0x4111, 0); sleep 1000'")) {
            await(script);
            awaitSick(script, Symptom.UNINTERRUPTIBLE);
        }
    }

    @Test
    void noticesAClientThatNoLongerReads() throws Exception {
        try (var script = open(BUSY)) {
            await(script);
            script.stopReading();
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
        }
    }

    @Test
    void warnsTheUserOnTheirOwnTerminal() throws Exception {
        try (var script = open("sleep 60")) {
            var session = await(script);
            assertThat(host.warn(session, "reset in \u001b[2J30 s: it's 100% \"stuck\" $(id) \\n"))
                    .isEqualTo(Notice.told("written on " + session.name()));
            Await.until(
                    "it stands there, and controls nothing",
                    () -> script.screen().contains("\nreset in ?[2J30 s: it's 100% \"stuck\" $(id) \\n\r"));
        }
    }

    @Test
    void neverWaitsForATerminalThatTakesNoOutput() throws Exception {
        try (var script = open(BUSY)) {
            var session = await(script);
            script.stopReading();
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
            assertThat(host.warn(session, "x".repeat(400)))
                    .isEqualTo(Notice.untold(session.name() + " takes no output"));
        }
    }

    @Test
    void warnsNobodyElse() throws Exception {
        try (var script = open("sleep 60")) {
            var session = await(script);
            var boot = session.identity().parts().getOrDefault("boot", "");
            var leader = Objects.requireNonNull(session.leader());
            var later = changed(session, boot, new Leader(leader.pid(), leader.startTicks() + 1), session.name());
            assertThat(host.warn(later, "never seen").told()).isFalse();
            assertThat(host.warn(session.ownedBy("other", Account.ofUid("there", 4711)), "never seen"))
                    .isEqualTo(Notice.untold(session.name() + " does not belong to the session's user"));
            assertThat(host.warn(session.ownedBy(null, null), "never seen").told())
                    .isFalse();
            host.warn(session, "seen at last");
            Await.until("the last one is there", () -> script.screen().contains("seen at last"));
            assertThat(script.screen()).doesNotContain("never seen");
        }
    }

    @Test
    void resetsAStoppedSessionThatIsDeafToTheHangUp() throws Exception {
        try (var script = open("trap '' HUP TERM; echo > deaf; while :; do sleep 1; done")) {
            var session = await(script);
            Await.until("it is deaf", () -> Files.exists(folder.resolve("deaf")));
            signal(leader(session), "STOP");
            var act = host.reset(session, new TreeMap<>());
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps()).last().asString().startsWith("killed");
            assertThat(find(script)).isEmpty();
        }
    }

    @Test
    void whatHasLeftTheSessionSurvivesAndIsNamed() throws Exception {
        var command = "nohup sh -c 'echo $$ > nohup.pid; exec sleep 300' >out 2>&1 & "
                + "setsid sh -c 'echo $$ > setsid.pid; exec sleep 300' </dev/null >out2 2>&1 & "
                + "while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("nohup.pid"));
            awaitFile(folder.resolve("setsid.pid"));
            var nohup = process("nohup.pid");
            var setsid = process("setsid.pid");
            try {
                Await.until("both run sleep", () -> isSleep(nohup) && isSleep(setsid));
                var act = host.reset(session, new TreeMap<>());
                assertThat(act.leftRunning())
                        .extracting(left -> left.pid() + " " + left.how())
                        .contains(nohup.pid() + " nohup", setsid.pid() + " setsid");
                assertThat(find(script)).isEmpty();
                assertThat(nohup.isAlive()).isTrue();
                assertThat(setsid.isAlive()).isTrue();
            } finally {
                nohup.destroyForcibly();
                setsid.destroyForcibly();
            }
        }
    }

    @Test
    void whatTheSessionForksWhileItIsResetGoesWithItToo() throws Exception {
        // Deaf to the hang-up, and a new process every few hundredths of a second.
        var command =
                "trap '' HUP; f() { echo > forking; sleep 0.02; ( f ) & exit 0; }; ( f ) & while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("forking"));
            var act = host.reset(session, new TreeMap<>());
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(members(session)).isEmpty();
        }
    }

    @Test
    void whatADeadLeaderLeavesBehindIsEndedAndToldOf() throws Exception {
        var command = "(trap '' HUP; echo > deaf; exec sleep 300) & while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("deaf"));
            signal(leader(session), "KILL");
            Await.until("it is gone", () -> find(script).isEmpty());
            assertThat(members(session)).isNotEmpty();
            var act = host.reset(session.in(SessionState.DOWN), new TreeMap<>());
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps())
                    .anyMatch(step -> step.startsWith("hung up "))
                    .anyMatch(step -> step.startsWith("killed the "));
            assertThat(members(session)).isEmpty();
        }
    }

    @Test
    void whatOnlyHasTheNumberOfADeadSessionIsLeftAlone() throws Exception {
        // Nothing of it says whose it is: neither its environment nor its descriptors.
        var command =
                "set -m; env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $! > job.pid; while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("job.pid"));
            var job = process("job.pid");
            try {
                Await.until("it runs sleep", () -> isSleep(job));
                signal(leader(session), "KILL");
                // As long as it is not reaped, it shows that the number is still its own.
                Await.until(
                        "its leader is reaped",
                        () -> proc.process(leader(session)).isEmpty());
                // So does the sleep(1) in its foreground, until the hang-up has ended it.
                Await.until(
                        "nothing else is left of it",
                        () -> proc.all().values().stream()
                                .filter(process -> process.session() == leader(session))
                                .allMatch(process -> process.pid() == job.pid()));
                var act = host.reset(session.in(SessionState.DOWN), new TreeMap<>());
                assertThat(act.leftRunning())
                        .extracting(left -> (long) left.pid())
                        .contains(job.pid());
                assertThat(job.isAlive()).isTrue();
            } finally {
                job.destroyForcibly();
            }
        }
    }

    @Test
    void aSessionThatIsNotDownAfterAllIsLeftAlone() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            assertThat(reset(session.in(SessionState.DOWN))).isEqualTo(Act.Result.OTHER_INCARNATION);
            assertThat(find(script)).map(Session::identity).contains(session.identity());
        }
    }

    @Test
    void aSessionThatWasNeverSeenHasNothingToBeEnded() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            var act = host.reset(led(session, null).in(SessionState.DOWN), new TreeMap<>());
            assertThat(act.steps()).containsExactly("it has never been seen, so there was nothing to be ended");
        }
    }

    @Test
    void serversAndJobsThatHaveInitForAParentAreNamedToo() throws Exception {
        var command = "tmux -S tm.sock -f /dev/null new-session -d 'sleep 300'; "
                + "SCREENDIR=$PWD/screens screen -dmS s sleep 300; "
                + "setsid -f sh -c 'echo $$ > setsid.pid; exec sleep 300' </dev/null >out 2>&1; "
                + "echo > opened; while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("opened"));
            awaitFile(folder.resolve("setsid.pid"));
            try {
                Await.until("all three run", () -> marked(script, "tmux: server", "screen", "sleep"));
                var act = host.reset(session, new TreeMap<>());
                assertThat(act.leftRunning()).extracting(left -> left.how()).contains("tmux server", "screen server");
                assertThat(act.leftRunning())
                        .extracting(left -> left.pid() + " " + left.how())
                        .contains(process("setsid.pid").pid() + " setsid");
                assertThat(marked(script, "tmux: server", "screen", "sleep")).isTrue();
            } finally {
                for (var one : marked(script)) {
                    signal(one.pid(), "KILL");
                }
            }
        }
    }

    @Test
    void aTerminalThatIsOpenedInAMarkedSessionDoesNotTakeItsMark() throws Exception {
        var command = "tmux -S tm.sock -f /dev/null new-session -d 'sleep 300'; while :; do sleep 1; done";
        try (var script = open(command)) {
            var session = await(script);
            Await.until(
                    "the pane's terminal is listed", () -> pane(script, session).isPresent());
            try {
                var pane = pane(script, session).orElseThrow();
                assertThat(pane.vital("mark")).isEmpty();
                assertThat(find(script)).map(Session::identity).contains(session.identity());
                signal(leader(session), "KILL");
                Await.until(
                        "the marked one is gone",
                        () -> host.list().sessions().stream()
                                .noneMatch(one -> one.identity().equals(session.identity())));
                assertThat(pane(script, session)).map(Session::identity).contains(pane.identity());
                assertThat(find(script)).isEmpty();
            } finally {
                for (var one : marked(script)) {
                    signal(one.pid(), "KILL");
                }
            }
        }
    }

    /** The other terminal among what was started in that session. */
    private Optional<Session> pane(ScriptSession script, Session session) throws HostException {
        var pids = marked(script).stream().map(ProcessStat::pid).toList();
        return host.list().sessions().stream()
                .filter(one -> pids.contains(leader(one)) && leader(one) != leader(session))
                .findFirst();
    }

    /** Whether daemons of these names run that carry the mark: a daemon has left for a session of its own. */
    private boolean marked(ScriptSession script, String... commands) throws HostException {
        var found = marked(script).stream()
                .filter(process -> process.session() == process.pid() && process.parent() == 1)
                .map(process -> process.command().toLowerCase(Locale.ROOT))
                .toList();
        return found.containsAll(List.of(commands));
    }

    /** What carries the mark of that session, wherever it is. */
    private List<ProcessStat> marked(ScriptSession script) throws HostException {
        return proc.all().values().stream()
                .filter(process -> !process.ended()
                        && proc.variable(process.pid(), "WARDEN_SESSION")
                                .filter(script.mark()::equals)
                                .isPresent())
                .toList();
    }

    /** What lives in the kernel session, seen from this machine. */
    private List<ProcessStat> members(Session session) throws HostException {
        return proc.all().values().stream()
                .filter(process -> process.session() == leader(session) && !process.ended())
                .toList();
    }

    private boolean isSleep(ProcessHandle process) {
        return proc.process((int) process.pid())
                .map(ProcessStat::command)
                .filter("sleep"::equals)
                .isPresent();
    }

    private ProcessHandle process(String file) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve(file)).strip()))
                .orElseThrow();
    }

    private Act.Result reset(Session session) throws HostException {
        return host.reset(session, new TreeMap<>()).result();
    }

    private static Session changed(Session session, String boot, Leader leader, String terminal) {
        var parts = new TreeMap<>(session.identity().parts());
        parts.put("boot", boot);
        var vitals = new TreeMap<>(session.vitals());
        vitals.put("tty", terminal);
        return led(new SessionIdentity(session.server(), session.connector(), parts), session.seen(vitals), leader);
    }

    private static Session led(Session session, @Nullable Leader leader) {
        return led(session.identity(), session, leader);
    }

    private static Session led(SessionIdentity identity, Session session, @Nullable Leader leader) {
        return new Session(
                identity,
                session.id(),
                session.name(),
                session.kind(),
                session.state(),
                false,
                session.logonName(),
                session.account(),
                leader,
                session.started(),
                session.idle(),
                null,
                session.vitals());
    }

    private Act take(Rung rung, Session session) throws HostException {
        return host.perform(rung, session, new TreeMap<>());
    }

    private char state(int pid) {
        return proc.process(pid).map(ProcessStat::state).orElse('X');
    }

    private long count() {
        try {
            return Long.parseLong(Files.readString(folder.resolve("count")).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    @Test
    void aStoppedSessionIsContinuedAndGoesOnWhereItWas() throws Exception {
        try (var script = open("i=0; while :; do i=$((i + 1)); echo $i > count; sleep 0.02; done")) {
            var session = await(script);
            signal(leader(session), "STOP");
            awaitSick(script, Symptom.STOPPED);
            long before = count();
            var act = take(Rung.CONTINUE, find(script).orElseThrow());
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps()).first().asString().startsWith("continued ");
            Await.until("it is healthy", () -> examine(script).healthy());
            Await.until("it counts on", () -> count() > before + 3);
            assertThat(count()).isLessThan(before + 10_000);
            assertThat(find(script)).map(Session::identity).contains(session.identity());
        }
    }

    @Test
    void whatCtrlSHeldGoesOnAndNoSettingIsChanged() throws Exception {
        try (var script = open(BUSY)) {
            var session = await(script);
            script.type("\u0013");
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
            var values = host.values(session);
            assertThat(take(Rung.CONTINUE, find(script).orElseThrow()).steps())
                    .containsExactly("nothing of it was stopped", "let its output flow again, as Ctrl-Q does");
            Await.until("it is healthy", () -> examine(script).healthy());
            assertThat(host.values(session)).isEqualTo(values);
            assertThat(values.getOrDefault("settings", "")).contains(" ixon");
            assertThat(find(script)).map(Session::identity).contains(session.identity());
        }
    }

    @Test
    void aBusySessionIsNotTouchedByContinue() throws Exception {
        try (var script = open(BUSY)) {
            var session = await(script);
            var values = host.values(session);
            for (int i = 0; i < 5; i++) {
                assertThat(take(Rung.CONTINUE, find(script).orElseThrow()).result())
                        .isEqualTo(Act.Result.DONE);
                assertThat(host.values(session)).isEqualTo(values);
            }
            assertThat(examine(script).sick()).isEmpty();
            assertThat(find(script)).map(Session::identity).contains(session.identity());
        }
    }

    @Test
    void whatItsUserHasStoppedInTheBackgroundStaysStopped() throws Exception {
        var command = "set -m; sleep 300 & kill -STOP $!; echo $! > job.pid; while :; do read x; done";
        try (var script = open(command)) {
            var session = await(script);
            awaitFile(folder.resolve("job.pid"));
            int job = (int) process("job.pid").pid();
            Await.until("it is stopped", () -> state(job) == 'T');
            signal(leader(session), "STOP");
            Await.until("its leader too", () -> state(leader(session)) == 'T');
            take(Rung.CONTINUE, find(script).orElseThrow());
            Await.until("its leader goes on", () -> state(leader(session)) != 'T');
            assertThat(state(job)).isEqualTo('T');
        }
    }

    @Test
    void aLogOffAsksAndLeavesAloneWhatIsDeafToIt() throws Exception {
        try (var script = open("trap '' HUP; echo > deaf; while :; do sleep 1; done");
                var polite = open("while :; do sleep 1; done")) {
            var session = await(script);
            awaitFile(folder.resolve("deaf"));
            signal(leader(session), "STOP");
            var act = take(Rung.LOG_OFF, session);
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps()).last().asString().endsWith("were left alone");
            assertThat(find(script)).map(Session::identity).contains(session.identity());
            assertThat(state(leader(session))).isNotIn('T', 'Z', 'X');

            assertThat(take(Rung.LOG_OFF, await(polite)).steps())
                    .anyMatch(step -> step.startsWith("hung up "))
                    .last()
                    .isEqualTo("all of them ended");
            assertThat(find(polite)).isEmpty();
        }
    }

    @Test
    void forceEndsAtOnceWhatIsDeafToTheHangUp() throws Exception {
        try (var script = open("trap 'echo > hung' HUP; echo > deaf; while :; do sleep 1; done")) {
            var session = await(script);
            awaitFile(folder.resolve("deaf"));
            var act = take(Rung.FORCE, session);
            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps()).singleElement().asString().startsWith("killed ");
            assertThat(find(script)).isEmpty();
            assertThat(members(session)).isEmpty();
            assertThat(folder.resolve("hung")).doesNotExist();
        }
    }

    @Test
    void noRungIsTakenWithAnotherIncarnation() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            var pid = leader(session);
            var start = Objects.requireNonNull(session.leader()).startTicks();
            var boot = Objects.requireNonNull(session.identity().parts().get("boot"));
            signal(pid, "STOP");
            Await.until("it is stopped", () -> state(pid) == 'T');
            for (var rung : host.rungs(session)) {
                for (var other : List.of(
                        changed(session, boot, new Leader(pid, start - 1), session.name()),
                        changed(session, "another", new Leader(pid, start), session.name()),
                        changed(session, boot, new Leader(pid, start), "pts/9999"))) {
                    assertThat(take(rung, other).result())
                            .as("%s of %s", rung, other.identity())
                            .isEqualTo(Act.Result.OTHER_INCARNATION);
                    assertThat(state(pid)).isEqualTo('T');
                }
            }
        }
    }

    @Test
    void oneThatIsDownCanOnlyBeReset() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            assertThat(host.rungs(session))
                    .containsExactlyInAnyOrder(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
            assertThat(host.rungs(session.in(SessionState.DOWN))).containsExactly(Rung.RESET);
            assertThatThrownBy(() -> take(Rung.FORCE, session.in(SessionState.DOWN)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNameThatLooksLikeSomethingElseFoolsNobody() throws Exception {
        // The process calls itself "x) S 1" and a line break, which are what surrounds a name in /proc/PID/stat.
        try (var script = open("exec 3>/proc/self/comm; printf 'x) S 1\\nend' >&3; exec 3>&-; while :; do :; done")) {
            var session = await(script);
            Await.until(
                    "it has its new name",
                    () -> find(script).orElseThrow().vital("command").startsWith("x) S 1"));
            assertThat(find(script).orElseThrow().identity()).isEqualTo(session.identity());
            assertThat(host.evidence(session).facts().getOrDefault("process.01", ""))
                    .startsWith("x) S 1")
                    .contains(" (pid " + session.id() + ", parent ");
            assertThat(reset(session)).isEqualTo(Act.Result.DONE);
            assertThat(find(script)).isEmpty();
        }
    }

    @Test
    void tellsTheTreeOfWhatRunsInTheSessionWithoutItsArguments() throws Exception {
        try (var script = open("stty -echo; sleep 60; true")) {
            var session = await(script);
            Await.until(
                    "the shell and its sleep are told",
                    () -> host.evidence(session)
                            .facts()
                            .getOrDefault("process.02", "")
                            .matches("  sleep \\(pid [0-9]+, parent " + leader(session)
                                    + "\\): state S, waits in [a-z_0-9.]+, cpu 0\\.[0-9]{2} s"));
            var evidence = host.evidence(session);
            assertThat(evidence.summary()).isEqualTo("2 processes, 0 sockets");
            assertThat(evidence.facts())
                    .containsEntry("terminal", session.name())
                    .containsOnlyKeys("process.01", "process.02", "settings", "terminal");
            assertThat(evidence.facts().get("settings")).contains("icanon -echo isig ixon");
        }
    }

    @Test
    void tellsWhatTheSessionTalksTo() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var script = open("bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + "; sleep 60'")) {
            var session = await(script);
            Await.until(
                    "its connection is told",
                    () -> host.evidence(session)
                            .facts()
                            .getOrDefault("socket.01", "")
                            .matches("tcp 127.0.0.1:[0-9]+ to 127.0.0.1:" + server.getLocalPort()
                                    + ", established \\(pid [0-9]+\\)"));
        }
    }

    @Test
    void countsTheProcessesThatItDoesNotTell() throws Exception {
        try (var script = open("for i in $(seq 60); do sleep 60 & done; wait")) {
            var session = await(script);
            Await.until("all of them run", () -> members(session).size() == 61);
            var evidence = host.evidence(session);
            assertThat(evidence.summary()).startsWith("61 processes");
            assertThat(evidence.facts())
                    .containsKey("process.50")
                    .doesNotContainKey("process.51")
                    .containsEntry("process.more", "11 more are not told");
        }
    }

    @Test
    void tellsNothingOfAnotherIncarnation() throws Exception {
        try (var script = open("exec sleep 60")) {
            var session = await(script);
            var boot = session.identity().parts().getOrDefault("boot", "");
            var earlier = changed(session, boot, new Leader(leader(session), 1), session.name());
            assertThat(host.evidence(earlier).summary()).contains("is not this session");
            assertThat(host.evidence(earlier).facts()).isEmpty();
        }
    }

    @Test
    void aSenselessPauseIsNamed() {
        assertThatThrownBy(() -> open(Map.of("pause-ms", List.of("soon")))).hasMessageContaining("soon");
    }
}
