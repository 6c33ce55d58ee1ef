package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.NeedsXrdp;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As the session's user, who needs no further right. */
@NeedsXrdp
@NeedsSshd
class SshXrdpHostIT extends XrdpHostCases {

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
}
