package io.sessionwarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.SessionName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsFileTest {

    private static final String HEADER = "server,connector,match,name,standing\n";

    @TempDir
    private Path home;

    private final Configuration configuration = new Configuration(
            Path.of("/data"),
            List.of(new Configuration.Server(
                    "local",
                    null,
                    Map.of("terminal", Map.of(), "tmux", Map.of()),
                    Selector.ALL,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Mode.OBSERVE,
                    false)),
            Edits.WAIT_WHEN_WIDER);

    private List<SessionName> read(byte[] csv) throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.write(home.resolve("config/sessions.csv"), csv);
        return read();
    }

    private List<SessionName> read() throws CannotStartException {
        var mistakes = new ArrayList<String>();
        var names = SessionsFile.read(home, configuration, mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new CannotStartException(mistakes);
        }
        return names;
    }

    private List<SessionName> read(String csv) throws Exception {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(String csv) {
        return problems(csv.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(byte[] csv) {
        var thrown = catchThrowableOfType(CannotStartException.class, () -> read(csv));
        assertThat(thrown).as("it is refused").isNotNull();
        return thrown.problems();
    }

    @Test
    void theShippedFileAndNoFileNameNothing() throws Exception {
        assertThat(read()).isEmpty();
        assertThat(read(Files.readAllBytes(Path.of("config/sessions.csv")))).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void readsNamesAndWhichSessionsAreStanding() throws Exception {
        var rows = HEADER
                + "# the counter\nlocal,terminal,tty=tty1,console-1,yes\n\n"
                + "local,tmux,pane=main:0.0,\"build, board\",No\n";
        var expected = List.of(
                new SessionName("local", "terminal", "tty", "tty1", "console-1", true),
                new SessionName("local", "tmux", "pane", "main:0.0", "build, board", false));

        assertThat(read(rows)).isEqualTo(expected);
        assertThat(read("\ufeff" + rows.replace("\n", "\r\n")))
                .as("as a spreadsheet saves it")
                .isEqualTo(expected);
    }

    @Test
    void everyMistakeIsToldAtOnceWithRowAndColumn() {
        assertThat(problems("""
                        server,connector,match,name,standing
                        loca,terminal,tty=tty1,a,yes
                        local,xrdp,tty=tty2,b,yes
                        local,terminal,tty,c,maybe
                        local,terminal,uid=7,,yes
                        local,terminal,mark=
                        local,terminal,tty=tty9,d,yes
                        local,terminal,tty=tty9,d,no
                        """))
                .containsExactly(
                        "config/sessions.csv:2: column server: there is no server 'loca'; did you mean 'local'?",
                        "config/sessions.csv:3: column connector: server 'local' has no connector 'xrdp'; known are: terminal, tmux",
                        "config/sessions.csv:4: column match: 'tty' should be tty=, mark= or pane= with a value",
                        "config/sessions.csv:4: column standing: is yes or no, not 'maybe'",
                        "config/sessions.csv:5: column match: 'uid=7' should be tty=, mark= or pane= with a value",
                        "config/sessions.csv:5: column name: a name has 1 to 100 characters",
                        "config/sessions.csv:6: has 3 columns instead of 5",
                        "config/sessions.csv:8: column match: stands in row 7 already",
                        "config/sessions.csv:8: column name: stands in row 7 already");
    }

    @Test
    void aWrongHeaderIsToldWithTheRightOne() {
        assertThat(problems("server,name\n"))
                .containsExactly(
                        "config/sessions.csv:1: the first row should be: server,connector,match,name,standing");
    }

    @Test
    void whatIsNoCsvOrNoUtf8IsTold() {
        assertThat(problems(HEADER + "local,terminal,tty=tty1,\"open,yes\n"))
                .hasSize(1)
                .allMatch(line -> line.startsWith("config/sessions.csv:"));
        assertThat(problems((HEADER + "local,terminal,tty=tty1,Zo\u00eb,yes\n").getBytes(StandardCharsets.ISO_8859_1)))
                .singleElement()
                .asString()
                .contains("not UTF-8");
    }

    @Test
    void anEndlessFileOfMistakesIsBounded() {
        assertThat(problems(HEADER + "local,terminal,,,\n".repeat(12_000)))
                .hasSize(101)
                .last()
                .asString()
                .contains(" more like these");
    }

    @Test
    void moreRowsThanThereMayBeAreRefused() {
        var rows = new StringBuilder(HEADER);
        for (int i = 0; i <= 10_000; i++) {
            rows.append("local,terminal,tty=t").append(i).append(",n").append(i).append(",no\n");
        }

        assertThat(problems(rows.toString())).containsExactly("config/sessions.csv:10002: more than 10000 rows");
    }
}
