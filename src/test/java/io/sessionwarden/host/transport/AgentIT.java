package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.SshAgentProcess;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real ssh-agent, and a real sshd. */
@NeedsSshd
@RealHost(programs = {"ssh-agent", "ssh-add"})
class AgentIT {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static LoopbackSshd sshd;
    private static SshAgentProcess agent;

    @TempDir
    Path folder;

    @BeforeAll
    static void start(@TempDir Path sockets) throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        agent = SshAgentProcess.start(sockets.resolve("agent"));
    }

    @AfterAll
    static void stop() throws Exception {
        agent.close();
        sshd.close();
    }

    private static SshTarget target(Path socket, Path publicKey, Duration timeout) {
        var target = sshd.target();
        return new SshTarget(
                target.user(),
                target.host(),
                target.port(),
                new SshKey.InAgent(socket, publicKey),
                target.knownHosts(),
                timeout,
                null);
    }

    private static ThrowableAssertAlternative<HostException> refused(Path socket, Path publicKey) {
        try (var refused = new SshRunner(target(socket, publicKey, Duration.ofMillis(800)))) {
            return assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> refused.run(Command.of(LONG, "true")))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void logsOnWithAKeyThatOnlyTheAgentHas(String type) throws Exception {
        Path key = LoopbackSshd.newKey(folder.resolve("key"), type);
        Path publicKey = folder.resolve("key.pub");
        sshd.admit(publicKey);
        agent.add(key);
        Files.delete(key);
        try (var runner = new SshRunner(target(agent.socket(), publicKey, LONG))) {
            assertThat(runner.run(Command.of(LONG, "id", "-un")).out().strip())
                    .isEqualTo(sshd.account().name());
        }
    }

    @Test
    void offersNoOtherKeyOfTheAgent() throws Exception {
        agent.add(sshd.key());
        LoopbackSshd.newKey(folder.resolve("stranger"), "ed25519");
        agent.add(folder.resolve("stranger"));
        refused(agent.socket(), folder.resolve("stranger.pub")).withMessageContaining("authorized_keys");
        try (var runner = new SshRunner(target(agent.socket(), Path.of(sshd.key() + ".pub"), LONG))) {
            assertThat(runner.run(Command.of(LONG, "true")).exit()).isZero();
        }
    }

    @Test
    void saysThatTheAgentDoesNotHoldTheKey() throws Exception {
        LoopbackSshd.newKey(folder.resolve("other"), "ed25519");
        refused(agent.socket(), folder.resolve("other.pub"))
                .withMessageContaining("does not hold the key of " + folder.resolve("other.pub") + " (SHA256:");
    }

    @Test
    void saysThatTheKeyIsNoPublicKey() throws Exception {
        refused(agent.socket(), sshd.key()).withMessageContaining("holds no public key");
        refused(agent.socket(), folder.resolve("missing")).withMessageContaining("cannot be read");
    }

    @Test
    void saysThatNoAgentIsThere() {
        refused(folder.resolve("nowhere"), Path.of(sshd.key() + ".pub"))
                .withMessageContaining("the agent " + folder.resolve("nowhere") + " cannot be asked");
    }

    @Test
    void saysThatTheAgentDoesNotSign() throws Exception {
        Path key = LoopbackSshd.newKey(folder.resolve("asking"), "ed25519");
        sshd.admit(folder.resolve("asking.pub"));
        // -c: each use must be confirmed by a program that is not there.
        agent.add(key, "-c");
        refused(agent.socket(), folder.resolve("asking.pub")).withMessageContaining("does not sign");
    }

    @Test
    @SuppressWarnings("try") // it only listens
    void waitsForASilentAgentNoLongerThanTheTimeOut() throws Exception {
        try (var silent = listening(folder.resolve("silent"))) {
            refused(folder.resolve("silent"), Path.of(sshd.key() + ".pub")).withMessageContaining("no answer in time");
        }
    }

    @Test
    void takesNoAnswerThatIsTooLongOrNonsense() throws Exception {
        try (var garbling = listening(folder.resolve("garbling"))) {
            for (byte[] answer : new byte[][] {
                {127, 0, 0, 0}, {-1, -1, -1, -1}, {0, 0, 0, 0}, {0, 0, 0, 1, 5}, {0, 0, 0, 5, 12, 0, 0, 0, 9}, {0, 0}
            }) {
                var answers = new Thread(() -> answer(garbling, answer));
                answers.start();
                refused(folder.resolve("garbling"), Path.of(sshd.key() + ".pub"))
                        .withMessageContaining("cannot be asked");
                answers.join();
            }
        }
    }

    private static ServerSocketChannel listening(Path socket) throws Exception {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static void answer(ServerSocketChannel server, byte[] answer) {
        try (var asking = server.accept()) {
            asking.read(ByteBuffer.allocate(5));
            asking.write(ByteBuffer.wrap(answer));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
