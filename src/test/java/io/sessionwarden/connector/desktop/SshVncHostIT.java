package io.sessionwarden.connector.desktop;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.ThrowawayAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As the desktop's user, who needs no further right. */
@RealHost(
        programs = {"perl", "vncserver", "openbox", "runuser", "sshd", "ssh-keygen", "useradd", "userdel"},
        root = true)
class SshVncHostIT extends VncHostContract {

    private static LoopbackSshd sshd;
    private static SshRunner runner;

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

    @Override
    CommandRunner runner() {
        return runner;
    }

    @Override
    ThrowawayAccount account() {
        return sshd.account();
    }
}
