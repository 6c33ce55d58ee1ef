package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sessions that have lost their terminals or their leaders, here and over SSH as their own user. */
@NeedsSshd
@RealHost(programs = {"script", "setpriv", "nohup", "awk"})
class RemainsIT {

    private static final String SPIN = "while :; do :; done";
    private static final Duration SPACED = Duration.ofSeconds(10);

    private static LoopbackSshd sshd;
    private static SshRunner runner;

    private final Prober prober = new Prober(Map.of("terminal", new TerminalConnector().probes()));
    private final Set<ProcessStat> opened = new HashSet<>();
    private SessionHost here;
    private SessionHost there;
    private Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        runner = new SshRunner(sshd.target());
    }

    @AfterAll
    static void stopServer() throws Exception {
        runner.close();
        sshd.close();
    }

    @BeforeEach
    void open() throws Exception {
        var connector = new TerminalConnector();
        here = connector.open(new Target("there", new LocalRunner(), SPACED, Map.of(), Clock.systemUTC()));
        there = connector.open(new Target("there", runner, SPACED, Map.of(), Clock.systemUTC()));
        folder = Files.createTempDirectory(sshd.account().home(), "t");
        Files.setOwner(folder, Files.getOwner(sshd.account().home()));
    }

    @AfterEach
    void endWhatIsLeft() {
        opened.stream()
                .filter(one -> ProcessStat.of(one.pid())
                        .filter(now -> now.startTicks() == one.startTicks())
                        .isPresent())
                .forEach(one -> ProcessHandle.of(one.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    private SessionHost host(String where) {
        return where.equals("here") ? here : there;
    }

    private ScriptSession open(String command) throws IOException {
        return ScriptSession.of(sshd.account(), command, folder);
    }

    /** As it stands, seen by both; what it consists of then is ended with the test. */
    private Session stands(ScriptSession script) throws HostException {
        Await.until("its program runs", () -> Files.exists(folder.resolve("ready")));
        assertThat(TerminalHostCases.find(here, script)).isPresent();
        var session = TerminalHostCases.find(there, script).orElseThrow();
        script.processes()
                .forEach(process -> ProcessStat.of((int) process.pid()).ifPresent(opened::add));
        return session;
    }

    private static int leader(Session session) {
        return Objects.requireNonNull(session.leader()).pid();
    }

    /** script(1), which holds the other end of the terminal. */
    private static int client(Session session) {
        return ProcessStat.of(leader(session)).orElseThrow().parent();
    }

    private static void signal(int pid, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Integer.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Optional<Session> left(SessionHost host, Session was) throws HostException {
        return host.list().sessions().stream()
                .filter(session -> session.id().equals(was.id()))
                .filter(session -> session.name().equals("left:" + was.name()))
                .findFirst();
    }

    private static Session awaitLeft(SessionHost host, Session was) throws HostException {
        Await.until("what is left is listed", () -> left(host, was).isPresent());
        return left(host, was).orElseThrow();
    }

    private void awaitRunaway(SessionHost host, Session was) {
        Await.until(
                "it is a runaway",
                () -> symptoms(examine(left(host, was).orElseThrow())).equals(List.of(Symptom.RUNAWAY)));
    }

    private Examined examine(Session session) {
        return prober.examine(session, Clock.systemUTC().instant());
    }

    private static List<Symptom> symptoms(Examined examined) {
        return examined.sick().stream().map(Finding.Sick::symptom).toList();
    }

    private static boolean gone(int pid) {
        return ProcessStat.of(pid).filter(process -> !process.ended()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void aLeaderThatIsDeafAndOnlyRunsIsFoundAndEnded(String where) throws Exception {
        try (var script = open("trap '' HUP; echo > ready; " + SPIN)) {
            var was = stands(script);
            signal(client(was), "KILL");
            var left = awaitLeft(host(where), was);
            assertThat(left.state()).isEqualTo(SessionState.DISCONNECTED);
            assertThat(left.identity()).isNotEqualTo(was.identity());
            assertThat(left.account()).isEqualTo(was.account());
            assertThat(host(where).rungs(left)).containsExactly(Rung.RESET);
            assertThat(host(where).warn(left, "never seen")).isEqualTo(Notice.untold("its terminal has gone"));
            awaitRunaway(host(where), was);

            var act = host(where).reset(left, new TreeMap<>());

            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(act.steps())
                    .startsWith("its terminal had gone", "hung up 1 processes (HUP, CONT)")
                    .anyMatch(step -> step.startsWith("killed the "));
            assertThat(gone(leader(was))).isTrue();
            assertThat(left(host(where), was)).isEmpty();
            assertThat(host(where).reset(left, new TreeMap<>()).result()).isEqualTo(Act.Result.OTHER_INCARNATION);
        }
    }

    /** The usual one: the shell ends with its terminal, and a program that it had started does not. */
    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void aChildThatOutlivesItsShellIsFoundAndEnded(String where) throws Exception {
        try (var script = open("(trap '' HUP; echo > ready; " + SPIN + ") & wait")) {
            var was = stands(script);
            signal(client(was), "KILL");
            var left = awaitLeft(host(where), was);
            awaitRunaway(host(where), was);
            assertThat(host(where).reset(left, new TreeMap<>()).result()).isEqualTo(Act.Result.DONE);
            assertThat(opened).allMatch(process -> gone(process.pid()));
            assertThat(left(host(where), was)).isEmpty();
        }
    }

    @Test
    void whatIsBusyWithATerminalThatStandsOrWaitsWithoutOneIsHealthy() throws Exception {
        try (var busy = open("echo > ready; " + SPIN);
                var waits = open("trap '' HUP; echo > ready; while :; do sleep 1; done")) {
            var stands = stands(busy);
            var was = stands(waits);
            signal(client(was), "KILL");
            awaitLeft(here, was);
            var first = System.nanoTime();
            Await.until("twelve seconds of sweeps", () -> {
                assertThat(symptoms(examine(TerminalHostCases.find(here, busy).orElseThrow())))
                        .isEmpty();
                assertThat(symptoms(examine(left(here, was).orElseThrow()))).isEmpty();
                return System.nanoTime() - first > Duration.ofSeconds(12).toNanos();
            });
            assertThat(stands.state()).isEqualTo(SessionState.ACTIVE);
        }
    }

    @Test
    void whatItsUserHasPutAsideIsNobodysRemains() throws Exception {
        try (var script = open("nohup sh -c '" + SPIN + "' > out 2>&1 & echo > ready; wait")) {
            var was = stands(script);
            signal(client(was), "KILL");
            Await.until("its leader has ended", () -> gone(leader(was)));
            var first = System.nanoTime();
            Await.until("six seconds of sweeps", () -> {
                assertThat(left(here, was)).isEmpty();
                assertThat(left(there, was)).isEmpty();
                return System.nanoTime() - first > Duration.ofSeconds(6).toNanos();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void aZombieLeaderIsFoundAndTheOthersOfItsSessionAreEnded(String where) throws Exception {
        try (var script = open("(trap '' HUP; echo > ready; while :; do sleep 1; done) & while :; do sleep 1; done")) {
            var was = stands(script);
            int client = client(was);
            signal(client, "STOP");
            signal(leader(was), "KILL");
            var left = awaitLeft(host(where), was);
            assertThat(left.state()).isEqualTo(SessionState.RESET);
            assertThat(symptoms(examine(left))).containsExactly(Symptom.STUCK_STATE);
            assertThat(ProcessStat.of(leader(was)).orElseThrow().state()).isEqualTo('Z');

            var act = host(where).reset(left, new TreeMap<>());

            assertThat(act.result()).isEqualTo(Act.Result.INCOMPLETE);
            assertThat(act.steps())
                    .anyMatch(step -> step.startsWith("killed the "))
                    .last()
                    .isEqualTo("its leader is a zombie, which no signal reaches: it stays until process " + client
                            + ", its parent, takes note of its end, or ends itself");
            assertThat(opened).allMatch(process -> gone(process.pid()));
            assertThat(left(host(where), was)).isPresent();
            signal(client, "CONT");
            Await.until("its parent takes note", () -> left(host(where), was).isEmpty());
        }
    }

    @Test
    void aZombieLeaderOfNobodyIsFoundToo() throws Exception {
        try (var script = open("echo > ready; exec sleep 60")) {
            var was = stands(script);
            signal(client(was), "STOP");
            signal(leader(was), "KILL");
            var left = awaitLeft(here, was);
            assertThat(symptoms(examine(left))).containsExactly(Symptom.STUCK_STATE);
            var act = here.reset(left, new TreeMap<>());
            assertThat(act.result()).isEqualTo(Act.Result.INCOMPLETE);
            assertThat(act.steps())
                    .startsWith("its terminal had gone", "nothing of it was left to be ended")
                    .hasSize(3);
        }
    }
}
