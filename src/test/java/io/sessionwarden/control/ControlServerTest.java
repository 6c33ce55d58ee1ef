package io.sessionwarden.control;

import static io.sessionwarden.fake.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cli.WardenCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Reply;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.Sessions;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real socket, a warden on fakes, and callers of every kind in this process. */
class ControlServerTest {

    @TempDir
    private Path home;

    private final WardenOnFakes warden = new WardenOnFakes();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        var peers = new Peers(
                Sessions.SERVER, 990, Path.of("/proc"), uid -> Optional.of("user" + uid), name -> OptionalLong.empty());
        server = ControlServer.open(home.resolve("run/warden.sock"), peers, warden.commands);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        assertThat(home.resolve("run/warden.sock")).doesNotExist();
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(home.resolve("run/warden.sock")));
        return channel;
    }

    private static Reply reply(SocketChannel channel) throws IOException {
        var reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        return Reply.ofLine(String.valueOf(reader.readLine()));
    }

    private int command(String... args) {
        out.reset();
        err.reset();
        return new WardenCommand(
                        (command, place, values, o, e) -> 99,
                        home.toString(),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8))
                .run(args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theCommandGetsItsAnswer() {
        warden.host.put(session("pts/3", 300));

        assertThat(command("query", "session")).isEqualTo(ExitCode.DONE);
        assertThat(said()).contains("pts/3");
        assertThat(command("Reset", "SESSION", "300", "/V")).isEqualTo(ExitCode.DONE);
        assertThat(said()).contains("decision:  permit");
        assertThat(warden.host.resets()).hasSize(1);
        assertThat(command("rwinsta", "300")).isEqualTo(ExitCode.NO_SUCH);
        assertThat(said()).isEmpty();
        assertThat(complained()).startsWith("there is no session '300' on server local\n");
    }

    @Test
    void anAnswerOfAnyLengthArrivesWhole() {
        // One wide character in front, so that pairs of surrogates straddle the ends of the pieces.
        var name = "\u20ac" + "\ud83d\ude00".repeat(40_000);
        warden.host.put(session(name, 300));

        assertThat(command("query", "session", "--json")).isEqualTo(ExitCode.DONE);

        assertThat(said()).hasSizeGreaterThan(6 * 80_000).endsWith("]\n").contains("\\uD83D\\uDE00\\uD83D");
    }

    @Test
    void anAnswerTooLongIsCutAndSaysSo() {
        assertThat(Answer.done("x".repeat(Answer.MOST_OUT + 1)).out())
                .hasSizeLessThanOrEqualTo(Answer.MOST_OUT)
                .endsWith("(the rest is left out: too long)\n");
        assertThat(Answer.error(1, "x".repeat(Reply.MOST_CHARACTERS), "").err())
                .hasSizeLessThanOrEqualTo(Answer.MOST_ERR);
    }

    @Test
    void wideTextInPiecesArrivesWhole() {
        warden.policyError = "\ud83d\ude00".repeat(450);

        assertThat(command("status")).isEqualTo(ExitCode.DONE);

        assertThat(said()).contains("\ud83d\ude00".repeat(450));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "{\"command\": \"status\", \"uid\": \"0\"}\n",
                "\u0000\u0000\u0000\u0000\n",
                "\u00ff\u00fe\n",
                "\n"
            })
    void whatIsNoRequestIsAnsweredAsWrongUsage(String line) throws IOException {
        try (var channel = connect()) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));

            assertThat(reply(channel).exit()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void aRequestWithoutEndIsCutOff() throws IOException {
        try (var channel = connect()) {
            channel.write(ByteBuffer.wrap("x".repeat(Request.MOST_BYTES).getBytes(StandardCharsets.US_ASCII)));
            channel.write(ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)));

            assertThat(reply(channel).err()).startsWith("the line is longer than " + Request.MOST_BYTES + " bytes");
        }
    }

    @Test
    void aHalfLineIsAnsweredInTimeAndGivesItsPlaceBack() throws IOException {
        try (var channel = connect()) {
            channel.write(ByteBuffer.wrap("{\"command\": \"sta".getBytes(StandardCharsets.US_ASCII)));

            assertThat(reply(channel).err()).startsWith("no request came within 5 s\n");
        }
        Await.until("the place is given back", () -> server.serving() == 0);
    }

    @Test
    void aCallerThatHangsUpGivesItsPlaceBack() throws IOException {
        for (int i = 0; i < 50; i++) {
            connect().close();
        }

        Await.until("every place is given back", () -> server.serving() == 0);
        assertThat(command("status")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aFloodIsToldSoAndServedAgainAfterwards() throws IOException {
        var flood = new ArrayList<SocketChannel>();
        for (int i = 0; i < Admission.PLACES_OF_ONE_USER; i++) {
            flood.add(connect());
        }
        Await.until("all places of this user are taken", () -> server.serving() == Admission.PLACES_OF_ONE_USER);

        for (int i = 0; i < 20; i++) {
            assertThat(command("status")).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(complained()).isEqualTo("the warden is serving too many callers\ntry again in a moment\n");
        }

        for (var channel : flood) {
            channel.close();
        }
        Await.until("the places are given back", () -> server.serving() == 0);
        assertThat(command("status")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void closingCutsOffWhoeverIsBeingServed() throws IOException {
        try (var channel = connect()) {
            Await.until("it is being served", () -> server.serving() == 1);

            server.close();

            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(command("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(complained()).startsWith("no warden is running for ");
    }
}
