package io.sessionwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Reply;
import io.sessionwarden.control.wire.Request;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, against a stand-in for the warden that notes what it is asked. */
class WardenCommandTest {

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final List<String> ranHere = new ArrayList<>();
    private String answer = new Reply(0, "", "").toLine() + "\n";
    private ServerSocketChannel listening;
    private Thread answering;

    @BeforeEach
    void listen() throws IOException {
        Files.createDirectory(home.resolve("run"));
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(home.resolve("run/warden.sock")));
        answering = new Thread(this::answerAll);
        answering.setDaemon(true);
        answering.start();
    }

    @AfterEach
    void stop() throws Exception {
        listening.close();
        // A socket that a thread still waits on lives a moment longer than its close.
        answering.join();
    }

    private void answerAll() {
        try {
            while (true) {
                try (var channel = listening.accept()) {
                    var line = new BufferedReader(
                                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))
                            .readLine();
                    if (line != null) {
                        asked.add(Request.ofLine(line));
                        var bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                    }
                }
            }
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    private int run(String... args) {
        return run(new PrintStream(out, false, StandardCharsets.UTF_8), args);
    }

    private int run(PrintStream standard, String... args) {
        LocalCommands local = (command, place, values, o, e) -> {
            ranHere.add(command + " " + new TreeMap<>(values));
            return 42;
        };
        return new WardenCommand(local, home.toString(), standard, new PrintStream(err, false, StandardCharsets.UTF_8))
                .run(args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> everySpelling() {
        var reset = "reset session";
        return Stream.of(
                typed("reset session 7", reset, "what", "7"),
                typed("RESET Session 7", reset, "what", "7"),
                typed("rwinsta 7", reset, "what", "7"),
                typed("RWINSTA 7 /V", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 /v", reset, "what", "7", "verbose", "true"),
                typed("reset session /v 7", reset, "what", "7", "verbose", "true"),
                typed("/v reset session 7", reset, "what", "7", "verbose", "true"),
                typed("reset /v session 7", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 -v", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 -V", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 --verbose", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 /VERBOSE", reset, "what", "7", "verbose", "true"),
                typed("reset session 7 /server:x", reset, "what", "7", "server", "x"),
                typed("reset session 7 /SERVER:X", reset, "what", "7", "server", "X"),
                typed("reset session /Server:x 7", reset, "what", "7", "server", "x"),
                typed("reset session 7 --server x", reset, "what", "7", "server", "x"),
                typed("reset session 7 --server=x", reset, "what", "7", "server", "x"),
                typed("reset session 7 --SERVER=x", reset, "what", "7", "server", "x"),
                typed("reset session 7 --server /x", reset, "what", "7", "server", "/x"),
                typed("reset session 7 /server:a:b", reset, "what", "7", "server", "a:b"),
                typed("reset session name:7", reset, "what", "name:7"),
                typed("reset session pts/3", reset, "what", "pts/3"),
                typed("reset session /dev/pts/3", reset, "what", "/dev/pts/3"),
                typed("reset session -- -v", reset, "what", "-v"),
                typed("reset session -- /v", reset, "what", "/v"),
                typed("reset session -- --help", reset, "what", "--help"),
                typed("reset session /v -- /?", reset, "what", "/?", "verbose", "true"),
                typed("reset session @file", reset, "what", "@file"),
                typed("query session", "query session"),
                typed("qwinsta /server:x", "query session", "server", "x"),
                typed("query session alice --json", "query session", "what", "alice", "json", "true"),
                typed("query session /JSON", "query session", "json", "true"),
                typed("status", "status"),
                typed("incidents --most 5", "incidents", "most", "5"),
                typed("incidents /most:5", "incidents", "most", "5"),
                typed(
                        "incidents --since 7d /server:S --open",
                        "incidents",
                        "since",
                        "7d",
                        "server",
                        "S",
                        "open",
                        "true"),
                typed("explain i-1", "explain", "id", "i-1"),
                typed("policy explain i-1", "policy explain", "id", "i-1"),
                typed(
                        "policy explain --session 7 /server:till /WHO:ann",
                        "policy explain",
                        "session",
                        "7",
                        "server",
                        "till",
                        "who",
                        "ann"),
                typed("audit prove i-3", "audit prove", "id", "i-3"),
                typed("AUDIT CHECKPOINT", "audit checkpoint"),
                typed("audit key", "audit key"),
                typed(
                        "Report Sign-Off --quarter 2026Q3 --comment seen",
                        "report sign-off",
                        "quarter",
                        "2026Q3",
                        "comment",
                        "seen"));
    }

    private static Arguments typed(String line, String command, String... args) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            map.put(args[i], args[i + 1]);
        }
        return Arguments.of(line, new Request(command, map));
    }

    @ParameterizedTest
    @MethodSource
    void everySpelling(String line, Request meant) throws InterruptedException {
        assertThat(run(line.split(" "))).as(complained()).isEqualTo(ExitCode.DONE);

        assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(meant);
        assertThat(said() + complained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset session 7 --sever x",
                "reset session 7 /sever:x",
                "reset session 7 /x",
                "reset session 7 -x",
                "reset session 7 /v:yes",
                "reset session",
                "reset session 7 8",
                "reset session 7 --server",
                "reset session 7 --server a --server b",
                "reset session 7 --json",
                "query session --verbose",
                "explain",
                "reset",
                "rest session 7",
                "reset sessions 7",
                "session reset 7",
                "frobnicate",
                "-- reset session 7",
            })
    void wrongUsageIsTwoLinesAndExitCode2(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(asked).isEmpty();
        assertThat(said()).isEmpty();
        assertThat(complained().lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(complained()
                        .lines()
                        .toList()
                        .get(complained().lines().toList().size() - 1))
                .startsWith("see");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset session 7 /server:",
                "reset session 7 --server=",
                "rwinsta 7 /SERVER:",
                "query session /server:",
                "doctor /server:",
                "policy check --rules=",
            })
    void anOptionWithoutItsValueIsWrongUsage(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(asked).isEmpty();
        assertThat(ranHere).isEmpty();
        assertThat(complained()).matches("'--(server|rules)' is empty\nsee: warden .* --help\n");
    }

    @Test
    void anEmptySessionIsWrongUsage() {
        assertThat(run("reset", "session", "")).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).startsWith("'what' is empty\n");
    }

    @Test
    void noCommandAtAllSaysWhereTheyAre() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).isEqualTo("no command\nsee the commands: warden --help\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset session /?",
                "reset session --help",
                "reset session -h",
                "RESET SESSION /HELP",
                "rwinsta /?",
                "/? reset session",
                "reset session 7 /server:x /?"
            })
    void helpOfResetSessionIsTheSeeds(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.DONE);

        assertThat(said().lines())
                .contains(
                        "Usage: reset session sessionname [/server:servername] [/v] [/?]",
                        "       reset session sessionID [/server:servername] [/v] [/?]");
        assertThat(said())
                .contains("Identifies the name of the session.")
                .contains("Identifies the ID of the session.")
                .containsPattern(
                        "Specifies the Terminal Server\\. Otherwise, the current\\s+Terminal Server is used\\.")
                .contains("Displays additional information.")
                .contains("You can always reset your session");
        assertThat(asked).isEmpty();
    }

    @Test
    void helpOfResetSessionLeavesNoStrayWordsOnALine() {
        run("reset", "session", "/?");

        assertThat(said().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(said().lines().filter(line -> line.matches("[^ /-]\\S*( \\S+){0,2}(?<![.:])")))
                .as("lines of up to three words at the margin that end no sentence")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "/?", "/HELP"})
    void helpOfTheProgramListsEveryCommand(String option) {
        assertThat(run(option)).isEqualTo(ExitCode.DONE);

        for (var verb : Verb.values()) {
            assertThat(said()).contains("  " + verb.words() + " ").contains(verb.summary());
        }
    }

    @Test
    void everyCommandHasHelp() {
        for (var verb : Verb.values()) {
            out.reset();
            var line = (verb.words() + " /?").split(" ");

            assertThat(run(line)).as(verb.words()).isEqualTo(ExitCode.DONE);
            verb.takes().forEach(word -> assertThat(said()).contains(word.text().substring(0, 5)));
        }
    }

    @Test
    void somethingsRunHere() {
        assertThat(run("watch", "--practice", "/for:60s")).isEqualTo(42);
        assertThat(run("practice", "start", "--home=" + home)).isEqualTo(42);

        assertThat(ranHere).containsExactly("watch {for=60s, practice=true}", "practice start {}");
    }

    @Test
    void theAuditorsFilesAreReadAndWrittenHere() {
        var file = home.resolve("export");
        assertThat(run("audit", "verify", "e.jsonl", "/against:kept")).isEqualTo(42);
        assertThat(run("audit", "export", "-o", file.toString())).isEqualTo(42);

        assertThat(ranHere).containsExactly("audit verify {against=kept, file=e.jsonl}", "audit export {}");
        assertThat(file).doesNotExist();
    }

    @Test
    void theDoctorComesHereWhereNoWardenRuns() throws Exception {
        assertThat(run("doctor", "/server:x")).isEqualTo(ExitCode.DONE);
        assertThat(ranHere).isEmpty();

        stop();
        assertThat(run("doctor", "/server:x")).isEqualTo(42);
        assertThat(ranHere).containsExactly("doctor {server=x}");
    }

    @Test
    void aFolderThatTheCallerNamesIsReadByTheCaller() {
        assertThat(run("policy", "check")).isEqualTo(ExitCode.DONE);
        assertThat(ranHere).isEmpty();

        assertThat(run("policy", "check", "--rules", "draft")).isEqualTo(42);
        assertThat(ranHere).containsExactly("policy check {rules=draft}");
    }

    @Test
    void aHomeCanBeNamed() {
        var other = home.resolve("other");

        assertThat(run("--home", other.toString(), "status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("status", "/home:" + other)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(complained()).contains("no warden is running for " + other + " (no socket at ");
        assertThat(new WardenCommand((c, h, a, o, e) -> 0, "", System.out, new PrintStream(err)).run("status"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void nobodyAtTheSocketIsExitCode3() throws Exception {
        stop();

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(complained())
                .startsWith("no warden is running for " + home + " (nobody answers at ")
                .endsWith("start it with: warden watch\n");
    }

    @Test
    void theAnswersCodeAndBothStreamsArePassedOn() {
        answer = Reply.more("one ").toLine() + "\n" + new Reply(6, "two\n", "what\nwhy\n").toLine() + "\n";

        assertThat(run("status")).isEqualTo(6);
        assertThat(said()).isEqualTo("one two\n");
        assertThat(complained()).isEqualTo("what\nwhy\n");
    }

    @Test
    void anAnswerCutOffPrintsNothingOfIt() {
        answer = Reply.more("half of it").toLine() + "\n{\"exit\": 0, \"out\": \"an";

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(said()).isEmpty();
        assertThat(complained()).contains("it hung up in the middle of its answer");
    }

    @Test
    void whatIsNoAnswerIsNotPrinted() {
        for (var wrong :
                List.of("hello\n", "\n", "{\"exit\": 0, \"shell\": \"x\"}\n", "x".repeat(Reply.MOST_BYTES + 1))) {
            answer = wrong;
            assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        var file = home.resolve("report.html");
        answer = Reply.more("half").toLine() + "\n";
        assertThat(run("audit checkpoint", "-o", file.toString())).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(file).doesNotExist();

        answer = new Reply(0, "<html>", "").toLine() + "\n";
        assertThat(run("audit checkpoint", "--output=" + file)).isEqualTo(ExitCode.DONE);
        assertThat(file).hasContent("<html>");

        answer = new Reply(1, "", "refused\n").toLine() + "\n";
        assertThat(run("audit checkpoint", "-o", file.toString())).isEqualTo(1);
        assertThat(file).hasContent("<html>");
        try (var left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("run", "report.html");
        }
        assertThat(asked).allSatisfy(request -> assertThat(request.args()).isEqualTo(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere/at/all"})
    void aFileThatCannotBeWrittenIsSaid(String file) {
        answer = new Reply(0, "<html>", "").toLine() + "\n";

        assertThat(run("audit checkpoint", "-o", file)).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).startsWith("cannot write " + file);
    }

    @Test
    void aDeviceIsWrittenToAndStaysWhatItIs() throws IOException {
        answer = new Reply(0, "<html>", "").toLine() + "\n";
        // By way of links, so that a mistake costs no more than these.
        var nothing = Files.createSymbolicLink(home.resolve("null"), Path.of("/dev/null"));
        var full = Files.createSymbolicLink(home.resolve("full"), Path.of("/dev/full"));

        assertThat(run("audit checkpoint", "-o", nothing.toString())).isEqualTo(ExitCode.DONE);
        assertThat(run("audit checkpoint", "-o", full.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(nothing).isSymbolicLink();
        assertThat(full).isSymbolicLink();
        assertThat(complained()).startsWith("cannot write " + full);
    }

    @Test
    void aFullDiskUnderStandardOutputIsSaid() {
        answer = new Reply(0, "out", "").toLine() + "\n";
        var full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        });

        assertThat(run(full, "status")).isEqualTo(ExitCode.USAGE);
        assertThat(complained()).startsWith("cannot write to standard output: ");
    }
}
