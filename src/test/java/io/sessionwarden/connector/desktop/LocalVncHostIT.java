package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.NeedsVnc;
import io.sessionwarden.real.ThrowawayAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As root, which becomes the desktop's user to act. */
@NeedsVnc
class LocalVncHostIT extends VncHostCases {

    private static ThrowawayAccount account;

    @BeforeAll
    static void makeAccount() throws Exception {
        account = ThrowawayAccount.create();
    }

    @AfterAll
    static void removeAccount() throws Exception {
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
}
