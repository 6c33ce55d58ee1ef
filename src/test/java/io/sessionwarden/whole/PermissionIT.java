package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.Leaders;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.ThrowawayAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may reset what, with real users who run the real command. */
@RealHost(
        programs = {"script", "setpriv", "useradd"},
        root = true)
class PermissionIT {

    private static final String IDLE = "while :; do sleep 1; done";

    private ThrowawayAccount anna;
    private ThrowawayAccount ben;
    private Installation installed;
    private ScriptSession annas;
    private ScriptSession annasOther;
    private ScriptSession bens;

    @BeforeEach
    void open() throws Exception {
        anna = ThrowawayAccount.create();
        ben = ThrowawayAccount.create();
        installed = Installation.copy();
        annas = ScriptSession.of(anna, IDLE, Path.of("/"));
        annasOther = ScriptSession.of(anna, IDLE, Path.of("/"));
        bens = ScriptSession.of(ben, IDLE, Path.of("/"));
        installed.watchMarks("observe", "", annas.mark(), annasOther.mark(), bens.mark());
    }

    @AfterEach
    void close() throws Exception {
        annas.close();
        annasOther.close();
        bens.close();
        installed.close();
        anna.close();
        ben.close();
    }

    @Test
    void resetsTheirOwnAlwaysAndOthersWithPermissionOnly() throws Exception {
        installed.watch();
        var own = id(annas);
        var other = id(bens);

        var refused = installed.wardenAs(anna.uid(), "reset", "session", other);
        assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("may not be reset").contains("[").contains("warden explain i-");
        assertThat(stands(other)).isTrue();

        var done = installed.wardenAs(anna.uid(), "reset", "session", own, "/v");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.out()).contains("closed");
        assertThat(stands(own)).isFalse();

        assertThat(installed.warden("reset", "session", other).exit()).isZero();
        assertThat(stands(other)).isFalse();
    }

    @Test
    void resetPermissionIsARowOfATable() throws Exception {
        installed.row("access.csv", "uid:" + anna.uid() + ",local,reset,helpdesk");
        installed.watch();
        var other = id(bens);

        var done = installed.wardenAs(anna.uid(), "rwinsta", other, "/SERVER:local");

        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(stands(other)).isFalse();
    }

    @Test
    void whoeverIsDeniedTheUtilityIsRefusedEvenTheirOwn() throws Exception {
        installed.row("access.csv", "uid:" + anna.uid() + ",local,deny,");
        installed.watch();
        var own = id(annas);

        var refused = installed.wardenAs(anna.uid(), "reset", "session", own);

        assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("access.csv");
        assertThat(stands(own)).isTrue();
    }

    @Test
    void onASharedAccountOnlyTheSessionThatSomebodySitsInIsTheirs() throws Exception {
        installed.row("shared-accounts.csv", "*,uid:" + anna.uid() + ",counter");
        installed.watch();
        var other = id(annasOther);
        var answer = Files.createTempFile("answer", ".txt");
        Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rw-rw-rw-"));
        var asks = installed.home().resolve("bin/warden") + " reset session " + other + " > " + answer
                + " 2>&1; echo exit $? >> " + answer + "; " + IDLE;
        try (var sitting = ScriptSession.of(anna, asks, Path.of("/"))) {
            Await.until("it was answered", () -> Files.readString(answer).contains("exit "));
            assertThat(Files.readString(answer))
                    .as(sitting.mark())
                    .contains("shared")
                    .contains("exit 1");
            assertThat(stands(other)).isTrue();
        } finally {
            Files.delete(answer);
        }
    }

    @Test
    void everySessionOfAnAccountThatIsNotSharedIsItsOwn() throws Exception {
        installed.watch();
        var one = id(annas);
        var other = id(annasOther);

        assertThat(installed.wardenAs(anna.uid(), "reset", "session", one).exit())
                .isZero();
        assertThat(installed.wardenAs(anna.uid(), "reset", "session", other).exit())
                .isZero();
        assertThat(stands(one)).isFalse();
        assertThat(stands(other)).isFalse();
    }

    /** The id that is listed for it: its leader's process id. */
    private String id(ScriptSession session) {
        Await.until(
                "the session has a leader", () -> !Leaders.of(session.mark()).isEmpty());
        return Leaders.of(session.mark());
    }

    private static boolean stands(String leader) {
        return Files.exists(Path.of("/proc", leader));
    }
}
