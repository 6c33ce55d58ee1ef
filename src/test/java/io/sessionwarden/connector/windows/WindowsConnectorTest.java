package io.sessionwarden.connector.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector's settings, and the smaller parts that it reads foreign text with. */
class WindowsConnectorTest {

    private static void open(String setting, String... values) {
        new WindowsConnector()
                .open(new Target(
                        "ts",
                        new ScriptedRunner(),
                        Duration.ofSeconds(1),
                        Map.of(setting, List.of(values)),
                        Clock.systemUTC()));
    }

    @Test
    void isFound() {
        assertThat(StreamSupport.stream(ServiceLoader.load(Connector.class).spliterator(), false))
                .anyMatch(WindowsConnector.class::isInstance);
    }

    @Test
    void takesSensibleSettings() {
        open("root", "D:\\WINNT");
        open("codepage", "850");
        open("listeners", "none");
        open("listeners", "rdp-tcp", "ica-tcp");
        open("states", "Toiminnassa=Active", "a=b=Down");
        open("winlogon", "end");
    }

    @ParameterizedTest
    @CsvSource({
        "root, C:\\Win dows, folder of Windows",
        "root, /etc, folder of Windows",
        "codepage, 12, code page",
        "codepage, utf-8, code page",
        "states, Aktiv, taught like",
        "states, Aktiv=Aktiv, none of the ten states",
        "states, x=Unknown, none of the ten states",
        "winlogon, yes, 'end'",
        "server, other, has no setting"
    })
    void refusesSenselessSettings(String setting, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(setting, value))
                .withMessageContaining(why);
    }

    @Test
    void knowsErrorsByTheirNumbersInAnyLanguage() {
        assertThat(WindowsError.find(
                        "Error 0x000006BA enumerating sessionnames\nError [1722]:The RPC server is unavailable."))
                .hasValue(1722);
        assertThat(WindowsError.find("Fehler [5]:Zugriff verweigert")).hasValue(5);
        assertThat(WindowsError.find("Could not logoff session ID 0 from session Console, Error code 5"))
                .hasValue(5);
        assertThat(WindowsError.find("无法注销，错误代码 5")).hasValue(5);
        assertThat(WindowsError.find("No session exists for 5")).isEmpty();
        assertThat(WindowsError.find("")).isEmpty();
    }

    private static HostFacts facts(String... lines) throws HostException {
        return HostFacts.of(String.join("\r\n", lines), "");
    }

    @Test
    void nobodyOwnsASessionOfWhichTwoAccountsOfThatNameHaveProcesses() throws Exception {
        var facts = facts(
                "boot 2026-11-20T06:01:02Z",
                "computer TS1",
                "codepage 850",
                "owner 3 S-1-5-21-1-1-1-1001 TS1 ann",
                "owner 3 S-1-5-21-1-1-1-1001 TS1 ann",
                "owner 3 S-1-5-18 NT%20AUTHORITY ann",
                "owner 4 S-1-5-21-1-1-1-1001 TS1 ann",
                "owner 4 S-1-5-21-2-2-2-1001 CORP Ann",
                "owner 5 S-1-12-1-11-22-33-44 AzureAD J%C3%B6rg%20%2B%20X",
                "end");
        assertThat(facts.account("ts", 3, "ANN")).contains(new Account("ts", "S-1-5-21-1-1-1-1001"));
        assertThat(facts.account("ts", 4, "ann")).isEmpty();
        assertThat(facts.account("ts", 4, "corp\\ann")).contains(new Account("CORP", "S-1-5-21-2-2-2-1001"));
        assertThat(facts.account("ts", 5, "Jörg + X")).contains(new Account("AZUREAD", "S-1-12-1-11-22-33-44"));
        assertThat(facts.account("ts", 3, "bob")).isEmpty();
        assertThat(facts.account("ts", 3, "")).isEmpty();
        assertThat(facts.account("ts", 6, "ann")).isEmpty();
    }

    @Test
    void whatPowerShellDidNotFinishCountsForNothing() {
        for (var lines : List.of(
                new String[] {"boot 2026-11-20T06:01:02Z", "computer TS1"},
                new String[] {"boot yesterday", "end"},
                new String[] {"#< CLIXML"})) {
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> facts(lines))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.GARBLED));
        }
    }

    @Test
    void aMessageIsNeverAnOptionAndNeverEmpty() {
        assertThat(MessageText.of("/W @file")).isEqualTo("W  file");
        assertThat(MessageText.of("\"%$!`")).isEqualTo("Session Warden");
        assertThat(MessageText.of("Grüße, 世界: (ok)")).isEqualTo("Grüße, 世界: (ok)");
        assertThat(MessageText.of("x".repeat(1000))).hasSizeLessThanOrEqualTo(250);
    }

    @Test
    void readsProcessesOfThatSessionOnly() {
        var said = """
                 BENUTZERNAME          SITZUNGSNAME         ID    PID  ABBILD
                >ann                   rdp-tcp#4             3   1032  explorer.exe
                 system                                     13   1131  winlogon.exe
                 team 3                rdp-tcp#4             3   7777  my program.exe
                Es wurde nichts gefunden
                """;
        assertThat(ProcessRow.of(said, "3"))
                .containsExactly(new ProcessRow(1032, "explorer.exe"), new ProcessRow(7777, "my program.exe"));
        assertThat(ProcessRow.of(said, "13")).containsExactly(new ProcessRow(1131, "winlogon.exe"));
    }
}
