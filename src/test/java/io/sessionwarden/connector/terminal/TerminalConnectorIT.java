package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.probe.Examined;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real kernel sessions made with script(1), each with the real fault. */
@RealHost(programs = {"script", "setsid", "nohup"})
class TerminalConnectorIT {

    private static final String BUSY = "while :; do echo busy; done";

    @TempDir
    private Path folder;

    private final Connector connector = ServiceLoader.load(Connector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("terminal"))
            .findFirst()
            .orElseThrow();
    private final SessionHost host = connector.open(target(Map.of()));
    private final Prober prober = new Prober(Map.of("terminal", connector.probes()));

    private static Target target(Map<String, List<String>> settings) {
        return new Target("local", new NoCommands(), Duration.ofSeconds(5), settings, Clock.systemUTC());
    }

    /** The connector reads /proc itself on this machine. */
    private static final class NoCommands implements CommandRunner {
        @Override
        public CommandResult run(Command command) {
            throw new AssertionError("no command is needed here");
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public void close() {}
    }

    private Optional<Session> find(ScriptSession script) throws HostException {
        return host.list().sessions().stream()
                .filter(session -> session.vital("mark").equals(script.mark()))
                .findFirst();
    }

    private Session await(ScriptSession script) throws HostException {
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

    @Test
    void listsASessionWithItsOwnerItsTerminalAndItsStart() throws Exception {
        try (var script = new ScriptSession("exec sleep 60", folder)) {
            var session = await(script);
            assertThat(session.name()).startsWith("pts/");
            assertThat(session.id()).isEqualTo(Integer.toString(leader(session)));
            assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
            assertThat(session.logonName()).isEqualTo(System.getProperty("user.name"));
            assertThat(Objects.requireNonNull(session.started()))
                    .isBefore(Clock.systemUTC().instant().plusSeconds(2));
            assertThat(session.identity().parts()).containsKeys("boot", "sid", "start", "tty");
            assertThat(host.values(session)).containsKeys("command", "directory", "settings", "size");
        }
    }

    @Test
    void aBusySessionStaysHealthy() throws Exception {
        try (var script = new ScriptSession(BUSY, folder)) {
            await(script);
            var first = System.nanoTime();
            Await.until("two seconds of sweeps", () -> {
                assertThat(examine(script).sick()).isEmpty();
                return System.nanoTime() - first > Duration.ofSeconds(2).toNanos();
            });
        }
    }

    @Test
    void noticesAStoppedLeader() throws Exception {
        try (var script = new ScriptSession("sleep 60; true", folder)) {
            signal(leader(await(script)), "STOP");
            awaitSick(script, Symptom.STOPPED);
        }
    }

    @Test
    void noticesCtrlS() throws Exception {
        try (var script = new ScriptSession(BUSY, folder)) {
            await(script);
            script.type("\u0013");
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
            script.type("\u0011");
            Await.until("it goes on", () -> examine(script).healthy());
        }
    }

    @Test
    void noticesAClientThatNoLongerReads() throws Exception {
        try (var script = new ScriptSession(BUSY, folder)) {
            await(script);
            script.stopReading();
            awaitSick(script, Symptom.OUTPUT_BLOCKED);
        }
    }

    @Test
    void resetsAStoppedSessionThatIsDeafToTheHangUp() throws Exception {
        try (var script = new ScriptSession("trap '' HUP TERM; echo > deaf; while :; do sleep 1; done", folder)) {
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
        try (var script = new ScriptSession(command, folder)) {
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

    private static boolean isSleep(ProcessHandle process) {
        return new Proc()
                .process((int) process.pid())
                .map(ProcessStat::command)
                .filter("sleep"::equals)
                .isPresent();
    }

    private ProcessHandle process(String file) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve(file)).strip()))
                .orElseThrow();
    }

    @Test
    void refusesAnotherIncarnationAndLeavesItAlone() throws Exception {
        try (var script = new ScriptSession("exec sleep 60", folder)) {
            var session = await(script);
            var parts = new TreeMap<>(session.identity().parts());
            parts.put("start", "1");
            var stale = new Session(
                    SessionIdentity.of("local", "terminal", parts),
                    session.id(),
                    session.name(),
                    session.kind(),
                    session.state(),
                    false,
                    session.logonName(),
                    session.account(),
                    new Leader(leader(session), 1),
                    session.started(),
                    session.idle(),
                    session.vitals());
            assertThat(host.reset(stale, new TreeMap<>()).result()).isEqualTo(Act.Result.OTHER_INCARNATION);
            assertThat(find(script)).isPresent();
        }
    }

    @Test
    void anUnknownSettingIsNamed() {
        assertThatThrownBy(() -> connector.open(target(Map.of("puase-ms", List.of("5")))))
                .hasMessageContaining("puase-ms");
        assertThatThrownBy(() -> connector.open(target(Map.of("pause-ms", List.of("soon")))))
                .hasMessageContaining("soon");
    }
}
