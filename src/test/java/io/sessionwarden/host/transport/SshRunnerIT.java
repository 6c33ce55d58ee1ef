package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsSshd
class SshRunnerIT {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static LoopbackSshd sshd;
    private static SshRunner runner;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        sshd = LoopbackSshd.start("ed25519", "rsa", "ecdsa");
        runner = new SshRunner(sshd.target());
    }

    @AfterAll
    static void stop() throws Exception {
        runner.close();
        sshd.close();
    }

    private static CommandResult run(String... words) throws HostException {
        return runner.run(Command.of(LONG, words));
    }

    private static ThrowableAssertAlternative<HostException> refused(SshTarget target, Fault fault) {
        try (var refused = new SshRunner(target)) {
            return assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> refused.run(Command.of(LONG, "true")))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
        }
    }

    @Test
    void runsAsTheAccountAndReturnsOutputsAndExit() throws Exception {
        assertThat(run("id", "-un").out().strip()).isEqualTo(sshd.account().name());
        assertThat(run("sh", "-c", "echo out; echo err >&2; exit 7")).isEqualTo(new CommandResult(7, "out\n", "err\n"));
        assertThat(runner.local()).isFalse();
    }

    @Test
    void reportsASignalAs128AndItsNumber() throws Exception {
        assertThat(run("sh", "-c", "kill -9 $$").exit()).isEqualTo(137);
    }

    @Test
    void passesWordsUnchanged() throws Exception {
        String nasty = "a b\n'c' \"d\" $HOME `id` \\ * ! ; & | ä";
        assertThat(run("printf", "%s|%s|%s", nasty, "", "-x").out()).isEqualTo(nasty + "||-x");
    }

    @Test
    void feedsInput() throws Exception {
        String input = "0123456789".repeat(50_000);
        assertThat(runner.run(new Command(List.of("cat"), input, LONG, 1 << 20)).out())
                .isEqualTo(input);
        assertThat(run("cat").out()).isEmpty();
        assertThat(runner.run(new Command(List.of("true"), input, LONG, 10)).exit())
                .isZero();
    }

    @Test
    void speaksUtf8() throws Exception {
        assertThat(run("sh", "-c", "echo $LC_ALL").out().strip()).isEqualTo("C.UTF-8");
    }

    @Test
    void endsACommandThatOverrunsItsTimeoutAndGoesOn() throws Exception {
        Path pid = sshd.account().home().resolve("pid");
        var command =
                new Command(List.of("sh", "-c", "echo $$ > " + pid + "; exec sleep 999"), "", Duration.ofSeconds(1), 9);
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> runner.run(command))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_ANSWERING));

        long sleeper = Long.parseLong(Files.readString(pid).strip());
        Await.until(
                "the command has ended on the server",
                () -> ProcessHandle.of(sleeper)
                        .map(process -> !process.isAlive())
                        .orElse(true));
        assertThat(run("echo", "on").out()).isEqualTo("on\n");
    }

    @Test
    void refusesMoreOutputThanTheBoundAndGoesOn() throws Exception {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> runner.run(new Command(List.of("yes"), "", LONG, 100_000)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.GARBLED));
        assertThat(run("echo", "on").out()).isEqualTo("on\n");
    }

    @Test
    void opensTheSessionAgainWhenTheServerWasRestarted() throws Exception {
        run("true");
        sshd.restart();
        assertThat(run("echo", "again").out()).isEqualTo("again\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void takesEveryUsualTypeOfHostKeyAndUserKey(String type) throws Exception {
        Path key = LoopbackSshd.newKey(folder.resolve("key"), type);
        sshd.admit(folder.resolve("key.pub"));
        Path known = folder.resolve("known");
        sshd.knowHost(known, type);
        try (var other = new SshRunner(sshd.target(key, known))) {
            assertThat(other.run(Command.of(LONG, "echo", type)).out()).isEqualTo(type + "\n");
        }
    }

    @Test
    void takesAHashedName() throws Exception {
        Path known = folder.resolve("known");
        sshd.knowHost(known, "ed25519");
        assertThat(new LocalRunner()
                        .run(Command.of(LONG, "ssh-keygen", "-H", "-f", known.toString()))
                        .exit())
                .isZero();
        assertThat(Files.readString(known)).startsWith("|1|");
        try (var other = new SshRunner(sshd.target(sshd.key(), known))) {
            assertThat(other.run(Command.of(LONG, "true")).exit()).isZero();
        }
    }

    @Test
    void refusesAServerWhoseKeyIsUnknown() throws Exception {
        Path empty = Files.writeString(folder.resolve("known"), "# nobody\n");
        refused(sshd.target(sshd.key(), empty), Fault.UNREACHABLE)
                .withMessageContaining("is not known")
                .withMessageContaining("SHA256:")
                .withMessageContaining(empty.toString());
    }

    @Test
    void refusesAServerWhoseKeyHasChanged() throws Exception {
        LoopbackSshd.newKey(folder.resolve("other"), "ed25519");
        Path known = folder.resolve("known");
        sshd.knowHost(known, "ed25519");
        String line = Files.readString(known);
        Files.writeString(
                known, line.substring(0, line.indexOf(' ') + 1) + Files.readString(folder.resolve("other.pub")));
        refused(sshd.target(sshd.key(), known), Fault.UNREACHABLE).withMessageContaining("is not the known one");
    }

    @Test
    void refusesARevokedKey() throws Exception {
        Path known = folder.resolve("known");
        sshd.knowHost(known, "ed25519");
        String line = Files.readString(known);
        Files.writeString(known, line + "@revoked " + line);
        refused(sshd.target(sshd.key(), known), Fault.UNREACHABLE).withMessageContaining("revoked");
    }

    @Test
    void saysThatTheServerDoesNotTakeTheKey() throws Exception {
        Path key = LoopbackSshd.newKey(folder.resolve("stranger"), "ed25519");
        refused(sshd.target(key, sshd.knownHosts()), Fault.NOT_PERMITTED).withMessageContaining("authorized_keys");
    }

    @Test
    void refusesAPrivateKeyThatOthersCanRead() throws Exception {
        Path key = LoopbackSshd.newKey(folder.resolve("open"), "ed25519");
        sshd.admit(folder.resolve("open.pub"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        refused(sshd.target(key, sshd.knownHosts()), Fault.NOT_PERMITTED).withMessageContaining("chmod 600");
    }

    @Test
    void saysThatAKeyCannotBeUsed() throws Exception {
        Path key = Files.writeString(folder.resolve("nonsense"), "nonsense");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        refused(sshd.target(key, sshd.knownHosts()), Fault.NOT_PERMITTED).withMessageContaining(key.toString());
        refused(sshd.target(folder.resolve("missing"), sshd.knownHosts()), Fault.NOT_PERMITTED)
                .withMessageContaining("cannot be read");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        var nowhere = new SshTarget("nobody", "127.0.0.1", 1, sshd.key(), sshd.knownHosts(), Duration.ofSeconds(2));
        refused(nowhere, Fault.UNREACHABLE).withMessageContaining("cannot be reached");
    }

    @Test
    void aServerThatHangsCostsOneTimeOutHoweverMuchIsAskedOfIt() throws Exception {
        var target = sshd.target();
        var patience = Duration.ofSeconds(3);
        try (var hanging = new SshRunner(new SshTarget(
                target.user(), target.host(), target.port(), sshd.key(), target.knownHosts(), patience))) {
            hanging.run(Command.of(LONG, "true"));
            sshd.hang();
            long start = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(HostException.class)
                        .isThrownBy(() -> hanging.run(Command.of(LONG, "true")))
                        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE))
                        .withMessageContaining("logging on to " + target + " failed");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience.multipliedBy(2));
            sshd.goOn();
            Await.until("the server is reached again", () -> reaches(hanging));
        } finally {
            sshd.goOn();
        }
    }

    private static boolean reaches(SshRunner hanging) {
        try {
            return hanging.run(Command.of(LONG, "true")).exit() == 0;
        } catch (HostException e) {
            return false;
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("sshd"))
                .collect(Collectors.toSet());
    }

    @Test
    void needsFewThreadsWhenIdle() throws Exception {
        var others = threads();
        run("true");
        Await.until("at most 4 threads are its own", () -> {
            var own = threads();
            own.removeAll(others);
            return own.size() <= 4;
        });
    }

    /** Prints what a command costs once the session stands; holds it only to what a busy machine can do. */
    @Test
    void isQuick() throws Exception {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            run("true");
            millis.add((System.nanoTime() - start) / 1e6);
        }
        System.out.println("measured SshRunner: " + millis);
        assertThat(millis.stream().sorted().skip(15).findFirst().orElseThrow()).isLessThan(1000);
    }
}
