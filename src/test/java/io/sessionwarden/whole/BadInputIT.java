package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.ThrowawayAccount;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user types wrong, and what an administrator leaves broken: a clear error, and nothing lost. */
@RealHost(programs = "script")
class BadInputIT {

    private Installation installed;

    @BeforeEach
    void open() throws Exception {
        installed = Installation.copy();
        installed.watchMarks("observe", "", "no-session-has-this-mark");
    }

    @AfterEach
    void close() throws Exception {
        installed.close();
    }

    @Test
    void aRunningWardenSaysWhatThereIsNot() throws Exception {
        installed.watch();

        var session = installed.warden("reset", "session", "nobody");
        assertThat(session.exit()).isEqualTo(4);
        assertThat(session.err()).contains("nobody").contains("warden query session");
        var server = installed.warden("reset", "session", "7", "/server:nowhere");
        assertThat(server.exit()).isEqualTo(4);
        assertThat(server.err()).contains("nowhere").contains("local");
        assertThat(installed.warden("reset", "session").exit()).isEqualTo(2);
        assertThat(installed.warden("status").exit()).isZero();
        assertThat(installed.warden("audit", "verify").out()).contains("the chain holds");
    }

    @Test
    void aCommandWithoutAWardenSaysHowToStartOne() throws Exception {
        var none = installed.warden("query", "session");

        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("no warden is running").contains("warden watch");
    }

    @Test
    void everyErrorOfAConfigurationIsToldAtOnceAndNothingIsStarted() throws Exception {
        installed.configure("""
                data: data
                servers:
                  - name: local
                    connector: {terminal: {}}
                    interval: soon
                    mode: enforced
                """);

        var refused = installed.warden("watch");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("config/warden.yaml:4:")
                .contains("config/warden.yaml:5:")
                .contains("config/warden.yaml:6:")
                .contains("nothing was started");
        assertThat(installed.home().resolve("data")).doesNotExist();
        assertThat(installed.home().resolve("run")).doesNotExist();
    }

    @Test
    void theMistakesOfEveryFileAreToldTogether() throws Exception {
        installed.configure("""
                servers:
                  - name: local
                    connectors: {terminal: {pause-ms: soon}}
                """);
        Files.writeString(
                installed.home().resolve("config/sessions.csv"),
                "server,connector,match,name,standing\nlocal,terminal,tty=tty1,board,perhaps\n");
        var file = installed.home().resolve("rules/watchdog.drl");
        Files.writeString(file, Files.readString(file).replaceFirst("sickSeconds", "sickSecond"));

        var refused = installed.warden("watch");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("config/warden.yaml:3: 'pause-ms' is one number from 10 to 10000, not soon")
                .contains("config/sessions.csv:2: column standing: is yes or no, not 'perhaps'")
                .containsPattern("rules/watchdog.drl:\\d+.*sickSecond");
    }

    @Test
    void aBrokenRuleIsToldWithItsLine() throws Exception {
        var file = installed.home().resolve("rules/watchdog.drl");
        Files.writeString(file, Files.readString(file).replaceFirst("sickSeconds", "sickSecond"));

        var refused = installed.warden("watch");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).containsPattern("rules/watchdog.drl:\\d+:\\d+: .*sickSecond");
        assertThat(installed.home().resolve("run")).doesNotExist();
    }

    @Test
    void aDataFolderInUseIsToldWithThePid() throws Exception {
        var first = installed.watch();

        var second = installed.warden("watch");

        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.err()).contains("in use by another warden, pid " + first.pid());
        assertThat(installed.warden("audit", "verify").exit()).isZero();
    }

    @Test
    @RealHost(
            programs = {"setpriv", "useradd"},
            root = true)
    void aDataFolderOfSomebodyElseIsRefused() throws Exception {
        installed.watch().stop();
        try (var stranger = ThrowawayAccount.create()) {
            var refused = installed.wardenAs(stranger.uid(), "watch");

            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("nothing was started");
        }
        installed.watch();
        assertThat(installed.warden("audit", "verify").exit()).isZero();
    }
}
