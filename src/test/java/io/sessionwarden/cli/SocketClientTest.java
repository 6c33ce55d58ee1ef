package io.sessionwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.control.wire.Reply;
import io.sessionwarden.control.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketClientTest {

    private static final Request STATUS = new Request("status", Map.of());

    @TempDir
    private Path home;

    private final PrintStream out = new PrintStream(new ByteArrayOutputStream());

    @BeforeEach
    void makeRun() throws IOException {
        Files.createDirectory(home.resolve("run"));
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.resolve("run/warden.sock")));
    }

    @Test
    void givesUpOnAWardenThatHangs() throws IOException {
        try (var hanging = listen()) {
            assertThat(hanging.isOpen()).isTrue();
            var client = new SocketClient(home, Duration.ofMillis(50));

            assertThatThrownBy(() -> client.ask(STATUS, out, out))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageStartingWith("the warden of " + home + " gave no answer within");
        }
    }

    @Test
    void givesUpOnAWardenThatDripsForEver() throws IOException {
        try (var dripping = listen()) {
            var thread = new Thread(() -> drip(dripping));
            thread.setDaemon(true);
            thread.start();
            var client = new SocketClient(home, Duration.ofMillis(100));

            assertThatThrownBy(() -> client.ask(STATUS, out, out)).isInstanceOf(UnreachableException.class);
        }
    }

    private static void drip(ServerSocketChannel dripping) {
        try (var channel = dripping.accept()) {
            var more = Reply.more("x").toLine() + "\n";
            while (true) {
                channel.write(ByteBuffer.wrap(more.getBytes(StandardCharsets.US_ASCII)));
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            // The client has given up.
            return;
        }
    }

    @Test
    void readsTheAnswerOfAWardenThatHangsUpWithoutListening() throws Exception {
        try (var full = listen()) {
            var thread = new Thread(() -> {
                try (var channel = full.accept()) {
                    channel.write(ByteBuffer.wrap(
                            (new Reply(3, "", "too many\n").toLine() + "\n").getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
            var err = new ByteArrayOutputStream();

            int exit = new SocketClient(home, Duration.ofSeconds(20)).ask(STATUS, out, new PrintStream(err));

            assertThat(exit).isEqualTo(3);
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("too many\n");
        }
    }

    @Test
    void refusesToSendWhatIsTooLong() throws IOException {
        try (var any = listen()) {
            assertThat(any.isOpen()).isTrue();
            var tooLong = new Request("status", Map.of("what", "x".repeat(Request.MOST_BYTES)));

            assertThatThrownBy(() -> new SocketClient(home, Duration.ofSeconds(20)).ask(tooLong, out, out))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the arguments are too long");
        }
    }
}
