package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final LocalRunner runner = new LocalRunner();

    @TempDir
    Path folder;

    private CommandResult run(String... words) throws HostException {
        return runner.run(Command.of(LONG, words));
    }

    private static Fault fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var fault = new Fault[1];
        assertThatExceptionOfType(HostException.class).isThrownBy(call).satisfies(e -> fault[0] = e.fault());
        return fault[0];
    }

    @Test
    void returnsBothOutputsAndTheExitStatus() throws Exception {
        assertThat(run("sh", "-c", "echo out; echo err >&2; exit 7")).isEqualTo(new CommandResult(7, "out\n", "err\n"));
    }

    @Test
    void reportsASignalAs128AndItsNumber() throws Exception {
        assertThat(run("sh", "-c", "kill -9 $$").exit()).isEqualTo(137);
    }

    @Test
    void passesWordsUnchangedAndWithoutAShell() throws Exception {
        String nasty = "a b\n'c' \"d\" $HOME `id` \\ * ä";
        assertThat(run("printf", "%s", nasty).out()).isEqualTo(nasty);
    }

    @Test
    void feedsInputOfAnyLength() throws Exception {
        String input = "0123456789".repeat(30_000);
        var result = runner.run(new Command(List.of("cat"), input, LONG, 1 << 20));
        assertThat(result.out()).isEqualTo(input);
        assertThat(runner.run(new Command(List.of("cat"), "few", LONG, 100)).out())
                .isEqualTo("few");
        assertThat(run("cat").out()).isEmpty();
    }

    @Test
    void isNotHeldUpByACommandThatDoesNotReadItsInput() throws Exception {
        assertThat(runner.run(new Command(List.of("true"), "x".repeat(300_000), LONG, 100))
                        .exit())
                .isZero();
    }

    @Test
    void endsACommandThatOverrunsItsTimeoutWithItsChildren() throws Exception {
        Path pids = folder.resolve("pids");
        String script = "sleep 1000 & echo $$ $! > " + pids + "; wait";
        var command = new Command(List.of("sh", "-c", script), "", Duration.ofMillis(300), 100);

        assertThat(fault(() -> runner.run(command))).isEqualTo(Fault.NOT_ANSWERING);

        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            Await.until("process " + pid + " has ended", () -> gone(Long.parseLong(pid)));
        }
    }

    private static boolean gone(long pid) {
        return ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
    }

    @Test
    void isNotHeldUpByADaemonThatInheritsTheOutput() throws Exception {
        long start = System.nanoTime();
        var result = run("sh", "-c", "sleep 5 & echo $!");
        ProcessHandle.of(Long.parseLong(result.out().strip())).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void refusesMoreOutputThanTheBound() {
        assertThat(fault(() -> runner.run(new Command(List.of("sh", "-c", "yes"), "", LONG, 100_000))))
                .isEqualTo(Fault.GARBLED);
        assertThat(fault(() -> runner.run(new Command(List.of("sh", "-c", "yes >&2"), "", LONG, 100_000))))
                .isEqualTo(Fault.GARBLED);
    }

    @Test
    void keepsOutputOfExactlyTheBound() throws Exception {
        assertThat(runner.run(new Command(List.of("printf", "12345"), "", LONG, 5))
                        .out())
                .isEqualTo("12345");
    }

    @Test
    void saysThatAProgramIsMissingOrForbidden() throws Exception {
        Path forbidden = Files.writeString(folder.resolve("forbidden"), "x");
        assertThat(fault(() -> run("no-such-program-here"))).isEqualTo(Fault.UNREACHABLE);
        assertThat(fault(() -> run(forbidden.toString()))).isEqualTo(Fault.NOT_PERMITTED);
    }

    @Test
    void givesCommandsNoneOfItsOwnEnvironment() throws Exception {
        assertThat(run("env").out().lines().map(line -> line.substring(0, line.indexOf('='))))
                .isSubsetOf("PATH", "HOME", "LC_ALL", "PWD")
                .contains("LC_ALL");
    }

    @Test
    void drainsBothOutputsWhileItWaits() throws Exception {
        var result =
                run("sh", "-c", "head -c 500000 /dev/zero | tr '\\0' o; head -c 500000 /dev/zero | tr '\\0' e >&2");
        assertThat(result.out()).hasSize(500_000);
        assertThat(result.err()).hasSize(500_000);
    }
}
