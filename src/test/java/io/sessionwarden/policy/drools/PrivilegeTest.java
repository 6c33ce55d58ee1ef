package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.session.Account;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may operate, approve and audit, by access.csv. */
class PrivilegeTest {

    private static final String EVERYWHERE = "";
    private static final Caller ANN = person("ann", 1001);
    private static final Caller ROOT = new Caller("root", Account.ofUid("local", 0), null, true);

    @TempDir
    Path temp;

    private Folder folder;

    @BeforeEach
    void copyTheShippedRules() {
        folder = Folder.shipped(temp);
    }

    private static Caller person(String name, long uid) {
        return new Caller(name, Account.ofUid("local", uid), null, false);
    }

    @Test
    void nobodyButAdministratorsAsShipped() {
        for (var what : Privilege.values()) {
            assertThat(folder.open().may(ANN, what, "local")).isFalse();
            assertThat(folder.open().may(ROOT, what, "local")).isTrue();
            assertThat(folder.open().may(ROOT, what, EVERYWHERE)).isTrue();
            assertThat(folder.open().may(Caller.WATCHDOG, what, "local")).isFalse();
        }
    }

    @Test
    void aLineGivesOneRightOnOneServer() {
        var policy = folder.row("access.csv", "uid:1001,till,operate,").open();
        assertThat(policy.may(ANN, Privilege.OPERATE, "till")).isTrue();
        assertThat(policy.may(ANN, Privilege.APPROVE, "till")).isFalse();
        assertThat(policy.may(ANN, Privilege.OPERATE, "local")).isFalse();
        assertThat(policy.may(ANN, Privilege.OPERATE, EVERYWHERE)).isFalse();
        assertThat(policy.may(person("bob", 1002), Privilege.OPERATE, "till")).isFalse();
    }

    @Test
    void aLineForEveryServerGivesItEverywhere() {
        var policy = folder.row("access.csv", "ann,*,approve,").open();
        assertThat(policy.may(ANN, Privilege.APPROVE, "till")).isTrue();
        assertThat(policy.may(ANN, Privilege.APPROVE, EVERYWHERE)).isTrue();
        assertThat(policy.may(ANN, Privilege.OPERATE, EVERYWHERE)).isFalse();
    }

    @Test
    void whoeverAuditsDoesNothingElse() {
        var policy = folder.row("access.csv", "ann,*,audit,").open();
        assertThat(policy.may(ANN, Privilege.AUDIT, EVERYWHERE)).isTrue();
        assertThat(policy.may(ANN, Privilege.OPERATE, "till")).isFalse();
        assertThat(policy.may(ANN, Privilege.APPROVE, "till")).isFalse();
        assertThat(policy.may(person("bob", 1002), Privilege.AUDIT, EVERYWHERE)).isFalse();
    }

    @Test
    void denyBeatsIt() {
        var policy = folder.row("access.csv", "ann,*,operate,")
                .row("access.csv", "ANN,till,deny,")
                .open();
        assertThat(policy.may(ANN, Privilege.OPERATE, "till")).isFalse();
        assertThat(policy.may(ANN, Privilege.OPERATE, "local")).isTrue();
    }

    @Test
    void aRightToResetIsNoneToOperate() {
        var policy = folder.row("access.csv", "ann,*,reset,").open();
        assertThat(policy.may(ANN, Privilege.OPERATE, "local")).isFalse();
        assertThat(policy.may(ANN, Privilege.APPROVE, "local")).isFalse();
    }
}
