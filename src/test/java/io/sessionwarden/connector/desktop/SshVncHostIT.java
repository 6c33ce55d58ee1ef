package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.NeedsVnc;
import io.sessionwarden.real.ThrowawayAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As the desktop's user, who needs no further right. */
@NeedsVnc
@NeedsSshd
class SshVncHostIT extends VncHostCases {

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
