package io.sessionwarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.app.config.AuditSettings.MailedReport;
import io.sessionwarden.check.Check;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.report.command.Every;
import io.sessionwarden.session.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationFileTest {

    private static final Map<String, Map<String, Consumer<List<String>>>> CONNECTORS = Map.of(
            "terminal", Map.of("pause", ConfigurationFileTest::refuseSoon),
            "tmux", Map.of("sockets", words -> {}, "user", words -> {}));

    private static final String HERE = "servers: [{name: here, connectors: {terminal: {}}}]";

    private static void refuseSoon(List<String> words) {
        if (words.contains("soon")) {
            throw new IllegalArgumentException("is a number, not soon");
        }
    }

    @TempDir
    private Path home;

    private Configuration read(String yaml) throws Exception {
        write(yaml.getBytes(StandardCharsets.UTF_8));
        return read();
    }

    private Configuration read() throws CannotStartException {
        var mistakes = new ArrayList<String>();
        var configuration = ConfigurationFile.read(home, CONNECTORS, mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new CannotStartException(mistakes);
        }
        return configuration;
    }

    private void write(byte[] bytes) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.write(home.resolve("config/warden.yaml"), bytes);
    }

    private List<String> problems(String yaml) {
        var thrown = catchThrowableOfType(CannotStartException.class, () -> read(yaml));
        assertThat(thrown).as("it is refused").isNotNull();
        return thrown.problems();
    }

    @Test
    void theTrailIsKeptInTheDataFolderUnlessSomethingElseIsSaid() throws Exception {
        assertThat(read(HERE).audit()).isEqualTo(AuditSettings.in(home.resolve("data")));

        var audit = read(HERE + """

                audit:
                  key: /etc/warden.key
                  verify: 02:30
                  payloads: 400d
                  checkpoints:
                    every: 10m
                    file: kept
                    syslog: udp://log.example:514
                    mail: audit@example.com
                    sendmail: /usr/lib/sendmail
                  report: {mail: auditor@example.com, every: week, at: 07:15}
                """).audit();

        assertThat(audit)
                .isEqualTo(new AuditSettings(
                        Path.of("/etc/warden.key"),
                        Duration.ofMinutes(10),
                        LocalTime.of(2, 30),
                        OptionalInt.of(400),
                        home.resolve("kept"),
                        "udp://log.example:514",
                        "audit@example.com",
                        Path.of("/usr/lib/sendmail"),
                        new MailedReport("auditor@example.com", Every.WEEK, LocalTime.of(7, 15))));
    }

    @Test
    void refusesWhatMakesNoSenseOfTheTrail() {
        var yaml = HERE + """

                audit:
                  keys: x
                  verify: night
                  payloads: 5d
                  checkpoints:
                    every: 1s
                    syslog: udp://log.example
                    mail: root
                  report: {every: year}
                """;

        assertThat(catchThrowableOfType(CannotStartException.class, () -> read(yaml))
                        .problems())
                .containsExactly(
                        "config/warden.yaml:3: unknown key 'keys' in 'audit'; did you mean 'key'?",
                        "config/warden.yaml:4: 'verify' is a time of the day such as 03:00, not 'night'",
                        "config/warden.yaml:5: 'payloads' is from 8640000s to 3153600000s, not '5d'",
                        "config/warden.yaml:7: 'every' is from 60s to 86400s, not '1s'",
                        "config/warden.yaml:8: 'syslog' is local, udp://HOST:PORT or tcp://HOST:PORT, not"
                                + " 'udp://log.example'",
                        "config/warden.yaml:9: 'mail' is one address, such as audit@example.com, not 'root'",
                        "config/warden.yaml:10: 'report' needs 'mail'",
                        "config/warden.yaml:10: 'every' is day, week, month or quarter, not 'year'");
    }

    @Test
    void theShippedFileIsSound() throws Exception {
        write(Files.readAllBytes(Path.of("config/warden.yaml")));

        var configuration = read();

        assertThat(configuration.local().orElseThrow().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(configuration.servers()).hasSize(1);
    }

    @Test
    void screensAreKeptOnlyWhereThatIsSwitchedOn() throws Exception {
        var server = """
                servers:
                  - name: here
                    connectors: {tmux: }
                """;
        assertThat(read(server).servers().get(0).keepsScreens()).isFalse();
        assertThat(read(server + "    keep: {}\n").servers().get(0).keepsScreens())
                .isFalse();
        assertThat(read(server + "    keep: {screen: false}\n").servers().get(0).keepsScreens())
                .isFalse();
        assertThat(read(server + "    keep: {screen: true}\n").servers().get(0).keepsScreens())
                .isTrue();
        assertThat(problems(server + "    keep: {screen: perhaps}\n"))
                .singleElement()
                .asString()
                .startsWith("config/warden.yaml:4: ")
                .endsWith("'screen' is true or false, not 'perhaps'");
        assertThat(problems(server + "    keep: {screens: true}\n"))
                .singleElement()
                .asString()
                .contains("screens");
    }

    @Test
    void whatIsNotSaidHasPrudentDefaults() throws Exception {
        var configuration = read("""
                servers:
                  - name: till
                    address: warden@till.example
                    key: config/key
                    knownHosts: /etc/known
                    connectors: {terminal: }
                  - name: here
                    connectors:
                      tmux: {}
                """);

        assertThat(configuration.data()).isEqualTo(home.resolve("data"));
        assertThat(configuration.servers())
                .containsExactly(
                        new Configuration.Server(
                                "here",
                                null,
                                Map.of("tmux", Map.of()),
                                Selector.NOTHING,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                Mode.OBSERVE,
                                false),
                        new Configuration.Server(
                                "till",
                                new Configuration.Ssh(
                                        "warden",
                                        "till.example",
                                        22,
                                        home.resolve("config/key"),
                                        null,
                                        Path.of("/etc/known"),
                                        null),
                                Map.of("terminal", Map.of()),
                                Selector.NOTHING,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Mode.OBSERVE,
                                false));
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        var configuration = read("""
                data: ../var
                servers:
                  - name: till
                    address: warden@[fe80::1]:2222
                    key: k
                    knownHosts: h
                    connectors:
                      tmux: {sockets: [/tmp/a, /tmp/b], user: kiosk}
                    watch: {tty: [tty1, tty2], user: kiosk}
                    interval: 1m
                    timeout: PT0.5S
                    mode: Enforce
                  - {name: here, connectors: {terminal: {}}, watch: all}
                """);

        assertThat(configuration.data()).isEqualTo(home.resolveSibling("var"));
        assertThat(configuration.servers().get(0).watch()).isEqualTo(Selector.ALL);
        assertThat(configuration.servers().get(1))
                .isEqualTo(new Configuration.Server(
                        "till",
                        new Configuration.Ssh(
                                "warden", "fe80::1", 2222, home.resolve("k"), null, home.resolve("h"), null),
                        Map.of("tmux", Map.of("sockets", List.of("/tmp/a", "/tmp/b"), "user", List.of("kiosk"))),
                        new Selector(false, Map.of("tty", Set.of("tty1", "tty2"), "user", Set.of("kiosk"))),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(500),
                        Mode.ENFORCE,
                        false));
    }

    @ParameterizedTest
    @CsvSource({"wait-when-wider,WAIT_WHEN_WIDER", "all-wait,ALL_WAIT", "none-wait,NONE_WAIT"})
    void whichEditsOfThePolicyWaitCanBeSaid(String word, Edits edits) throws Exception {
        assertThat(read("policy: {edits: " + word + "}\n" + HERE).edits()).isEqualTo(edits);
    }

    @Test
    void editsThatPermitMoreWaitUnlessItIsSaidOtherwise() throws Exception {
        assertThat(read(HERE).edits()).isEqualTo(Edits.WAIT_WHEN_WIDER);
        assertThat(problems("policy: {edits: never}\n" + HERE))
                .containsExactly(
                        "config/warden.yaml:1: 'edits' is wait-when-wider, all-wait or none-wait, not 'never'");
        assertThat(problems("policy: {edit: none-wait}\n" + HERE))
                .containsExactly("config/warden.yaml:1: unknown key 'edit' in 'policy'; did you mean 'edits'?");
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsLine() {
        assertThat(problems("""
                        dta: x
                        data: [a, b]
                        servers:
                          - name: a b
                            conectors: {}
                            interval: fast
                          - name: till
                            address: till.example
                            connectors: {terminl: {}}
                            watch: everything
                            timeout: 5
                            mode: on
                          - name: TILL
                            key: k
                            connectors: {terminal: {pause: {y: z}}}
                            watch: {uid: 1, tty: []}
                        """))
                .containsExactly(
                        "config/warden.yaml:1: unknown key 'dta' in the file; did you mean 'data'?",
                        "config/warden.yaml:2: 'data' should be one value, and is a list",
                        "config/warden.yaml:4: a server needs 'connectors'",
                        "config/warden.yaml:4: 'name' is made of up to 63 letters, digits, '.', '_' and '-', unlike 'a b'",
                        "config/warden.yaml:5: unknown key 'conectors' in a server; did you mean 'connectors'?",
                        "config/warden.yaml:6: 'interval' is a time with its unit, such as 500ms or 2s, not 'fast'",
                        "config/warden.yaml:7: server 'till', which has an address, needs 'key'",
                        "config/warden.yaml:7: server 'till', which has an address, needs 'knownHosts'",
                        "config/warden.yaml:8: 'address' is user@host or user@host:port, not 'till.example'",
                        "config/warden.yaml:9: unknown key 'terminl' in 'connectors'; did you mean 'terminal'?",
                        "config/warden.yaml:10: 'watch' is all, or keys with values such as {tty: [tty1]}, not 'everything'",
                        "config/warden.yaml:11: 'timeout' is a time with its unit, such as 500ms or 2s, not '5'",
                        "config/warden.yaml:12: 'mode' is observe, ask or enforce, not 'on'",
                        "config/warden.yaml:13: there are two servers called 'TILL'",
                        "config/warden.yaml:13: server 'TILL' is this machine too, for want of an 'address'; one server can be",
                        "config/warden.yaml:14: server 'TILL' has 'key' and no 'address'; without one it is this machine",
                        "config/warden.yaml:15: 'pause' should be one value, and is keys with values",
                        "config/warden.yaml:16: unknown key 'uid' in 'watch'; known are: mark, pane, tty, user",
                        "config/warden.yaml:16: 'tty' is an empty list");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "1: the file should be keys with values, and is nothing"),
                Arguments.of("# only a comment\n", "1: the file should be keys with values, and is nothing"),
                Arguments.of("just text", "1: the file should be keys with values, and is 'just text'"),
                Arguments.of("- a\n- b", "1: the file should be keys with values, and is a list"),
                Arguments.of("{}", "1: the file needs 'servers'"),
                Arguments.of("servers:", "1: 'servers' should be a list of servers, and is nothing"),
                Arguments.of("servers: []", "1: 'servers' should be a list of servers, and is an empty list"),
                Arguments.of("servers: {a: b}", "1: 'servers' should be a list of servers, and is keys with values"),
                Arguments.of("servers:\n  - a", "2: a server should be keys with values, and is 'a'"),
                Arguments.of("servers:\n  -", "2: a server should be keys with values, and is nothing"),
                Arguments.of("servers:\n  - name: a\n    connectors: {}", "3: 'connectors' names none; known are"),
                Arguments.of(
                        "servers:\n  - name: a\n\tconnectors: {}",
                        "3: this is no YAML: found character '\\t(TAB)' that cannot start any token"),
                Arguments.of("servers: [", "1: this is no YAML"),
                Arguments.of("servers: 'a", "this is no YAML"),
                Arguments.of("data: a\ndata: b\n", "2: "),
                Arguments.of("servers: []\ndata: *a", "2: aliases (*name) are not taken here"),
                Arguments.of("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "2: aliases (*name) are not taken here"),
                Arguments.of("servers: &a\n  - *a\n", "2: aliases (*name) are not taken here"),
                Arguments.of("servers:\n  - &a {name: a}\n  - <<: *a\n", "3: aliases (*name) are not taken here"),
                Arguments.of("<<: {data: x}\nservers: []", "1: unknown key '<<' in the file"),
                Arguments.of("data: !!java.net.URL [http://localhost]\nservers: []", "1: "),
                Arguments.of("servers: []\n---\nservers: []", "a second document follows"),
                Arguments.of("data: \"a\\0b\"\nservers: []", "1: 'data' is no path: Nul character not allowed"),
                Arguments.of("? {a: b}\n: c\n", "1: "),
                Arguments.of("? [a]\n: c\n", "1: "),
                Arguments.of("data: " + "[".repeat(13) + "]".repeat(13), "1: nested deeper than 12 levels"),
                Arguments.of("[".repeat(100_000), "1: "),
                Arguments.of("{a: ".repeat(100_000), "1: "),
                Arguments.of("data: " + "x".repeat(1 << 20), "1: longer than 1048576 bytes"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String yaml, String told) {
        var problems = problems(yaml);

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("(?s)config/warden\\.yaml:[1-9][0-9]*: .+")
                        .hasSizeLessThan(500));
        assertThat(problems).anyMatch(line -> line.contains(told));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("interval", "99ms", "is from 100ms to 86400s, not '99ms'"),
                Arguments.of("interval", "25h", "is from 100ms to 86400s, not '25h'"),
                Arguments.of("interval", "-5s", "is a time with its unit"),
                Arguments.of("interval", "9999999999s", "is a time with its unit"),
                Arguments.of("interval", "PT-5S", "is from 100ms to 86400s"),
                Arguments.of("timeout", "11m", "is from 100ms to 600s"),
                Arguments.of("mode", "off", "is observe, ask or enforce, not 'off'"),
                Arguments.of("mode", "", "should be one value, and is nothing"),
                Arguments.of("name", "-x", "is made of up to 63 letters"),
                Arguments.of("name", "x".repeat(64), "is made of up to 63 letters"),
                Arguments.of("name", "[x]", "should be one value, and is a list"),
                Arguments.of("address", "a@b:0", "has port 0; a port is 1 to 65535"),
                Arguments.of("address", "a@b:65536", "has port 65536"),
                Arguments.of("address", "a@b:123456", "is user@host or user@host:port"),
                Arguments.of("address", "'a b@c'", "is user@host or user@host:port"),
                Arguments.of("address", "a@b@c", "is user@host or user@host:port"),
                Arguments.of("address", "'-oProxyCommand=x@b c'", "is user@host or user@host:port"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongValues(String key, String value, String told) {
        var yaml = "servers:\n  - connectors: {tmux: {}}\n" + (key.equals("name") ? "" : "    name: a\n") + "    " + key
                + ": " + value + "\n";

        assertThat(problems(yaml))
                .anyMatch(line ->
                        line.startsWith("config/warden.yaml:" + (key.equals("name") ? 3 : 4) + ": '" + key + "' ")
                                && line.contains(told));
    }

    @Test
    void saysThatAFileIsNotUtf8() throws Exception {
        write("data: Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(CannotStartException.class, this::read).problems())
                .containsExactly("config/warden.yaml:1: this is not UTF-8");
    }

    @Test
    void aConnectorsSettingsAreCheckedWhereTheyStand() {
        assertThat(problems("""
                servers:
                  - name: a
                    connectors:
                      terminal:
                        pause: soon
                      tmux:
                        socket: /tmp/x
                """))
                .containsExactly(
                        "config/warden.yaml:5: 'pause' is a number, not soon",
                        "config/warden.yaml:7: unknown key 'socket' in connector 'tmux'; did you mean 'sockets'?");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThat(Unreadable.why(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(Unreadable.why(new NoSuchFileException("/x"))).isEqualTo("no such file");
        assertThat(Unreadable.why(new FileSystemException("/x", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(Unreadable.why(new IOException("disk"))).isEqualTo("disk");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(catchThrowableOfType(CannotStartException.class, this::read).problems())
                .containsExactly("there is no " + home + "/config/warden.yaml; is " + home + " the warden's home?");
    }

    @Test
    void saysHowManyMistakesItDoesNotTell() {
        assertThat(problems("servers: []\n" + unknownKeys(150)))
                .hasSize(101)
                .last()
                .isEqualTo("config/warden.yaml: and 51 more like these");
    }

    private static String unknownKeys(int many) {
        var text = new StringBuilder();
        for (int i = 0; i < many; i++) {
            text.append("x").append(i).append(": y\n");
        }
        return text.toString();
    }

    @Test
    void aSitesOwnChecksAreRead() throws Exception {
        var server = read("""
                servers:
                  - name: here
                    connectors: {terminal: {}}
                    checks:
                      - {name: load, command: [/p/check_load, -w, "5"]}
                      - {name: own, command: [/p/own, "{user}"], for: session, every: 5m, timeout: 1s, warning: sick}
                """).servers().get(0);

        assertThat(server.checks())
                .containsExactly(
                        new Check(
                                "load",
                                List.of("/p/check_load", "-w", "5"),
                                false,
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2),
                                false),
                        new Check(
                                "own",
                                List.of("/p/own", "{user}"),
                                true,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(1),
                                true));
    }

    @Test
    void aCheckThatCannotBeOneIsTold() throws Exception {
        var checks = List.of(
                "{name: Load, command: [/p]}",
                "{name: load, command: [p]}",
                "{name: load, command: [/p, '{user}']}",
                "{name: load, command: [/p], timeout: 3s}",
                "{name: load, command: [/p], for: all}",
                "{name: load, command: [/p, \"a\\0b\"]}",
                "{name: load}");
        for (var check : checks) {
            var yaml = "servers: [{name: here, connectors: {terminal: {}}, checks: [" + check + "]}]";
            assertThat(catchThrowableOfType(CannotStartException.class, () -> read(yaml)))
                    .as(check)
                    .hasMessageContaining("config/warden.yaml:1");
        }
    }
}
