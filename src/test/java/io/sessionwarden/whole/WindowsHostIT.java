package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.real.FakeWindows;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.NeedsFakeWindows;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The delivered program watches a host whose commands answer as those of Windows do, over a real sshd. */
@NeedsFakeWindows
class WindowsHostIT {

    private static final String ANN = "3|rdp-tcp#4|ann|Active|1:09|11/25/2026 8:30 AM|S-1-5-21-1-2-3-1001|TS1";
    private static final String BOB = "4||bob|Disc|1:09|11/24/2026 9:00 AM|S-1-5-21-7-8-9-1102|CORP";

    private FakeWindows windows;
    private Installation installed;

    @BeforeEach
    void open() throws Exception {
        windows = FakeWindows.start();
        windows.reset();
        installed = Installation.copy();
        var sshd = windows.sshd();
        installed.configure(
                """
                data: data
                servers:
                  - name: ts1
                    address: %s@%s
                    key: %s
                    knownHosts: %s
                    connectors: {windows: {}}
                    watch: all
                    interval: 500ms
                    timeout: 10s
                    mode: enforce
                """.formatted(sshd.account().name(), String.join(":", sshd.address()), sshd.key(), sshd.knownHosts()));
    }

    @AfterEach
    void close() throws Exception {
        installed.close();
        windows.close();
    }

    @Test
    void saysBeforehandWhetherItCanWatchTheHost() throws Exception {
        windows.sessions(ANN, BOB);
        var well = installed.warden("doctor");
        assertThat(well.out()).as(well.err()).contains("5 sessions are watched");
        windows.set("error", "qwinsta=5");
        assertThat(installed.warden("doctor").out()).contains("denied access (error 5)", "administrator");
    }

    @Test
    void resetsWhatIsDownAndNothingElse() throws Exception {
        installed.replaceRow("thresholds.csv", "*,DOWN,", "*,DOWN,0,enforce,,");
        windows.sessions(ANN, BOB, "9|||Down");
        windows.set("slow", "3");
        var watchdog = installed.watch();
        watchdog.awaitLine("HEALED");
        assertThat(acts()).containsExactly("rwinsta.exe 9");
        assertThat(installed.warden("query", "session", "/server:ts1").out())
                .contains("rdp-tcp#4", "ann", "Active", "bob", "services")
                .doesNotContain("Down");
    }

    @Test
    void climbsTheLadderRungByRung() throws Exception {
        installed.row("time-limits.csv", "ts1,*,5,,enforce,");
        installed.row("ladders.csv", "ts1,IDLE_LIMIT,warn 1s > disconnect 1s > log-off 1s > reset 5s > human,");
        installed.replaceRow("thresholds.csv", "*,IDLE_LIMIT,", "*,IDLE_LIMIT,0,enforce,,");
        windows.sessions(ANN, BOB);
        windows.set("deaf", "tsdiscon", "logoff");
        var watchdog = installed.watch();
        watchdog.awaitLine("HEALED");
        assertThat(acts()).hasSize(4);
        assertThat(acts().get(0))
                .startsWith("msg.exe 3 /TIME:3600 \"Session Warden: this session (rdp-tcp#4) will be reset");
        assertThat(acts().subList(1, 4)).containsExactly("tsdiscon.exe 3", "logoff.exe 3", "rwinsta.exe 3");
    }

    @Test
    void resetsWhatAnAdministratorAsksForAndNeverTheConsole() throws Exception {
        windows.sessions(ANN, BOB);
        installed.watch();
        var done = installed.warden("reset", "session", "4", "/server:ts1", "/v");
        assertThat(done.exit()).as(done.out() + done.err()).isZero();
        assertThat(done.out()).contains("closed");
        for (var id : List.of("0", "1", "65536")) {
            assertThat(installed.warden("reset", "session", id, "/server:ts1").exit())
                    .isEqualTo(1);
        }
        assertThat(acts()).containsExactly("rwinsta.exe 4");
    }

    private List<String> acts() throws IOException {
        return windows.commands().stream()
                .map(line -> line.substring(line.lastIndexOf("System32\\") + "System32\\".length()))
                .filter(line -> !line.matches("(qwinsta|quser|qprocess|WindowsPowerShell).*"))
                .toList();
    }

    @Test
    void concludesNothingWhileTheHostDoesNotAnswer() throws Exception {
        windows.sessions(ANN, "9|||Down");
        windows.set("error", "qwinsta=1722");
        var watchdog = installed.watch();
        Await.until("it was asked", () -> windows.commands("qwinsta").size() > 6);
        assertThat(watchdog.lines()).anyMatch(line -> line.contains("1722"));
        assertThat(acts()).isEmpty();
    }
}
