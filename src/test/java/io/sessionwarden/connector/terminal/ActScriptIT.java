package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.real.ScriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code act.sh} itself checks, whatever it was told: between the plan and the act another may have got the number. */
@RealHost(programs = {"script", "setsid"})
class ActScriptIT {

    @TempDir
    private Path folder;

    private final LocalProc proc = new LocalProc();
    private final LocalRunner runner = new LocalRunner();

    private ProcessStat leader(ScriptSession script) throws HostException {
        var host = new Terminals("here", new LocalMachine(Duration.ofSeconds(1), Clock.systemUTC()));
        Await.until(
                "it is listed",
                () -> host.list().sessions().stream()
                        .anyMatch(one -> one.vital("mark").equals(script.mark())));
        return host.list().sessions().stream()
                .filter(one -> one.vital("mark").equals(script.mark()))
                .map(one -> Objects.requireNonNull(one.leader()).pid())
                .map(pid -> proc.process(pid).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private List<String> reset(String boot, ProcessStat leader, long ticks, int terminal, String... others)
            throws Exception {
        var arguments = new ArrayList<>(List.of(
                boot,
                "" + leader.pid(),
                "" + ticks,
                "" + terminal,
                TerminalName.of(leader.terminal()),
                "200",
                "reset",
                "no",
                leader.pid() + ":" + leader.startTicks()));
        arguments.addAll(List.of(others));
        return runner.run(Script.ACT.command(Duration.ofSeconds(10), arguments))
                .out()
                .lines()
                .toList();
    }

    private static String boot() throws Exception {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private static String named(ProcessStat process) {
        return process.pid() + ":" + process.startTicks();
    }

    @Test
    void doesNothingToAnotherIncarnation() throws Exception {
        try (var script = new ScriptSession("exec sleep 60", folder)) {
            var leader = leader(script);
            assertThat(reset("another", leader, leader.startTicks(), leader.terminal()))
                    .containsExactly("other", "end");
            assertThat(reset(boot(), leader, leader.startTicks() - 1, leader.terminal()))
                    .containsExactly("other", "end");
            assertThat(reset(boot(), leader, leader.startTicks(), leader.terminal() + 1))
                    .containsExactly("other", "end");
            assertThat(proc.process(leader.pid()))
                    .hasValueSatisfying(still -> assertThat(still.ended()).isFalse());
        }
    }

    @Test
    void signalsNobodyWhoHasGotTheNumberOrHasLeftTheSession() throws Exception {
        try (var script = new ScriptSession("exec sleep 60", folder);
                var stranger = new ScriptSession("exec sleep 61", folder)) {
            var leader = leader(script);
            var other = leader(stranger);
            var reused = other.pid() + ":" + (other.startTicks() - 1);
            assertThat(reset(boot(), leader, leader.startTicks(), leader.terminal(), reused, named(other)))
                    .containsExactly("hung " + leader.pid(), "end");
            assertThat(proc.process(other.pid()))
                    .hasValueSatisfying(still -> assertThat(still.ended()).isFalse());
            assertThat(proc.process(leader.pid()).filter(still -> !still.ended()))
                    .isEmpty();
        }
    }

    @Test
    void killsWhatIsDeafToTheHangUp() throws Exception {
        try (var script = new ScriptSession("trap '' HUP; echo > deaf; while :; do sleep 1; done", folder)) {
            Await.until("it is deaf", () -> Files.exists(folder.resolve("deaf")));
            var leader = leader(script);
            assertThat(reset(boot(), leader, leader.startTicks(), leader.terminal()))
                    .startsWith("hung " + leader.pid(), "killed " + leader.pid())
                    .endsWith("end");
            assertThat(proc.process(leader.pid()).filter(still -> !still.ended()))
                    .isEmpty();
        }
    }
}
