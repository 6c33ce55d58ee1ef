package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.host.transport.SshTarget;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As the session's user, who needs no further right. */
@RealHost(
        programs = {
            "perl",
            "xrdp",
            "xrdp-sesman",
            "xfreerdp",
            "Xvfb",
            "openbox",
            "unshare",
            "sshd",
            "ssh-keygen",
            "useradd",
            "userdel",
            "chpasswd"
        },
        root = true)
class SshXrdpHostIT extends XrdpHostContract {

    private static LoopbackSshd sshd;
    private static SshRunner runner;
    private static RdpServer rdp;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        runner = new SshRunner(sshd.target());
        rdp = RdpServer.start(sshd.account());
    }

    @AfterAll
    static void stopServer() throws Exception {
        rdp.close();
        runner.close();
        sshd.close();
    }

    @Override
    CommandRunner runner() {
        return runner;
    }

    @Override
    ThrowawayAccount account() {
        return sshd.account();
    }

    @Override
    RdpServer rdp() {
        return rdp;
    }

    @Test
    void aServerThatHangsCostsOneTimeOutAndLosesNoSession() throws Exception {
        var session = logOn();
        var target = sshd.target();
        try (var hasty = new SshRunner(new SshTarget(
                        target.user(),
                        target.host(),
                        target.port(),
                        sshd.key(),
                        target.knownHosts(),
                        Duration.ofSeconds(2)));
                var impatient = host(hasty, Duration.ofSeconds(2))) {
            impatient.list();
            sshd.hang();

            assertThatThrownBy(impatient::list).isInstanceOf(HostException.class);
        } finally {
            sshd.goOn();
        }

        assertThat(session().identity()).isEqualTo(session.identity());
    }
}
