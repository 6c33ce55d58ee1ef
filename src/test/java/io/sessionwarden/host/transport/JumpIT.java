package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a network of its own, and a jump host whose connections lead there. */
@NeedsSshd
@RealHost(programs = {"unshare", "nsenter", "ip", "systemd-socket-activate"})
class JumpIT {

    private static final Duration LONG = Duration.ofSeconds(10);

    private LoopbackSshd hidden;
    private LoopbackSshd jump;

    @BeforeEach
    void start() throws Exception {
        hidden = LoopbackSshd.startHidden("ed25519");
        jump = LoopbackSshd.startBefore(hidden, "ed25519");
    }

    @AfterEach
    void stop() throws Exception {
        jump.close();
        hidden.close();
    }

    private SshTarget behind() {
        return hidden.target().through(jump.target());
    }

    private SshTarget behind(Duration patience) {
        var target = hidden.target();
        return new SshTarget(
                target.user(),
                target.host(),
                target.port(),
                target.key(),
                target.knownHosts(),
                patience,
                jump.target());
    }

    private static String whoAmI(SshRunner runner) throws HostException {
        return runner.run(Command.of(LONG, "id", "-un")).out().strip();
    }

    @Test
    void reachesWhatCanBeReachedInNoOtherWay() throws Exception {
        try (var direct = new SshRunner(hidden.target());
                var through = new SshRunner(behind())) {
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> whoAmI(direct));
            assertThat(whoAmI(through)).isEqualTo(hidden.account().name());
        }
    }

    @Test
    void carriesMuchInBothDirections() throws Exception {
        try (var through = new SshRunner(behind())) {
            var input = "0123456789".repeat(100_000);
            assertThat(through.run(new Command(List.of("cat"), input, LONG, 1 << 20))
                            .out())
                    .isEqualTo(input);
            assertThat(through.run(new Command(List.of("head", "-c", "20000000", "/dev/zero"), "", LONG, 20_000_000))
                            .out())
                    .hasSize(20_000_000);
        }
    }

    @Test
    void severalServersShareOneConnectionToTheJumpHostWhichEndsWithTheLast() throws Exception {
        var jumps = new JumpHosts();
        var one = new SshRunner(behind(), jumps);
        var other = new SshRunner(behind(), jumps);
        try (one;
                other) {
            whoAmI(one);
            whoAmI(other);
            assertThat(jump.connections()).isEqualTo(1);
            assertThat(hidden.connections()).isEqualTo(2);

            one.close();
            Await.until("the server has lost one connection", () -> hidden.connections() == 1);
            assertThat(whoAmI(other)).isEqualTo(hidden.account().name());
            assertThat(jump.connections()).isEqualTo(1);
        }
        Await.until("nobody is connected any more", () -> jump.connections() + hidden.connections() == 0);
    }

    @Test
    void opensBothSessionsAgainWhenTheJumpHostWasRestarted() throws Exception {
        try (var through = new SshRunner(behind())) {
            whoAmI(through);
            jump.restart();
            assertThat(whoAmI(through)).isEqualTo(hidden.account().name());
        }
    }

    @Test
    void opensTheSessionAgainWhenTheServerBehindHasEndedIt() throws Exception {
        try (var through = new SshRunner(behind())) {
            whoAmI(through);
            hidden.endConnections();
            assertThat(whoAmI(through)).isEqualTo(hidden.account().name());
            assertThat(jump.connections()).isEqualTo(1);
        }
    }

    @Test
    void needsNoOtherRightOnTheJumpHost() throws Exception {
        jump.restrict("restrict,port-forwarding,permitopen=\"127.0.0.1:"
                + hidden.target().port() + "\"");
        try (var through = new SshRunner(behind())) {
            assertThat(whoAmI(through)).isEqualTo(hidden.account().name());
        }
        jump.restrict("no-port-forwarding");
        try (var through = new SshRunner(behind())) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> whoAmI(through))
                    .withMessageContaining("cannot be reached through");
        }
    }

    @Test
    void checksTheKeysOfBoth(@TempDir Path folder) throws Exception {
        Path nobody = Files.writeString(folder.resolve("known"), "# nobody\n");
        try (var first = new SshRunner(hidden.target().through(jump.target(jump.key(), nobody)));
                var second = new SshRunner(hidden.target(hidden.key(), nobody).through(jump.target()))) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> whoAmI(first))
                    .withMessageContaining("the host key of " + jump.target().place() + " is not known");
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> whoAmI(second))
                    .withMessageContaining("the host key of " + hidden.target().place() + " is not known");
        }
    }

    @Test
    void saysThatNobodyListensBehind() throws Exception {
        var target = hidden.target();
        var nobody = new SshTarget(
                target.user(), target.host(), 1, target.key(), target.knownHosts(), target.timeout(), jump.target());
        try (var through = new SshRunner(nobody)) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> whoAmI(through))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE))
                    .withMessageContaining(nobody + " cannot be reached through " + jump.target());
        }
    }

    @Test
    void aJumpHostThatHangsCostsOneTimeOut() throws Exception {
        var patience = Duration.ofSeconds(2);
        try (var through = new SshRunner(behind(patience))) {
            whoAmI(through);
            jump.hang();
            long start = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(HostException.class).isThrownBy(() -> whoAmI(through));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience.multipliedBy(3));
        } finally {
            jump.goOn();
        }
    }

    @Test
    void whatTheJumpHostReachesTooLateIsLetGo() throws Exception {
        var jumps = new JumpHosts();
        try (var other = new SshRunner(behind(), jumps);
                var hasty = new SshRunner(behind(Duration.ofSeconds(1)), jumps)) {
            whoAmI(other);
            hidden.hang();
            jump.hang();
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> whoAmI(hasty));
            jump.goOn();
            Await.until("the jump host has connected, and closed that again", () -> hidden.abandoned() == 1);
        } finally {
            jump.goOn();
            hidden.goOn();
        }
    }
}
