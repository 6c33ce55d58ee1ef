package io.sessionwarden.connector.desktop;

import io.sessionwarden.RealHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As root. */
@RealHost(
        programs = {
            "perl",
            "xrdp",
            "xrdp-sesman",
            "xfreerdp",
            "Xvfb",
            "openbox",
            "unshare",
            "useradd",
            "userdel",
            "chpasswd"
        },
        root = true)
class LocalXrdpHostIT extends XrdpHostContract {

    private static ThrowawayAccount account;
    private static RdpServer rdp;

    @BeforeAll
    static void startServer() throws Exception {
        account = ThrowawayAccount.create();
        rdp = RdpServer.start(account);
    }

    @AfterAll
    static void stopServer() throws Exception {
        rdp.close();
        account.close();
    }

    @Override
    CommandRunner runner() {
        return new LocalRunner();
    }

    @Override
    ThrowawayAccount account() {
        return account;
    }

    @Override
    RdpServer rdp() {
        return rdp;
    }
}
