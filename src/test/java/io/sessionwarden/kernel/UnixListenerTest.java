package io.sessionwarden.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bounded from outside too, because what breaks here waits for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnixListenerTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("s");
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(path)
                .satisfiesAnyOf(
                        p -> assertThat(p).doesNotExist(), p -> assertThat(p).isRegularFile());
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void exchangesLines() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            write(client, "one\ntw");
            write(client, "o\n\n");

            assertThat(caller.readLine(10, LONG)).isEqualTo("one");
            assertThat(caller.readLine(10, LONG)).isEqualTo("two");
            assertThat(caller.readLine(10, LONG)).isEmpty();
            caller.writeLine("Zo\u00eb", LONG);
            var answer = ByteBuffer.allocate(10);
            client.read(answer);
            assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8))
                    .isEqualTo("Zo\u00eb\n");
        }
    }

    @Test
    void tellsWhoCalls() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(caller.pid()).isEqualTo((int) ProcessHandle.current().pid());
            assertThat(caller.uid()).isEqualTo((long) (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            assertThat(caller.gid()).isEqualTo((long) (int) Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
            assertThat(caller.isPeer(1)).isTrue();
            assertThat(caller.isPeer(Long.MAX_VALUE))
                    .as("a process that started after the connection was made")
                    .isFalse();
        }
    }

    @Test
    void everybodyMayConnectAndTheFolderIsMadeReadable() throws IOException {
        path = folder.resolve("run/s");
        try (var listener = UnixListener.at(path)) {
            assertThat(listener.path()).isEqualTo(path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw-rw-");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                    .isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void replacesASocketThatNobodyAnswersOn() throws IOException {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();

        try (var listener = UnixListener.at(path);
                var client = connect()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(listener.accept(LONG)).isPresent().get().satisfies(UnixConnection::close);
        }
    }

    @Test
    void leavesASocketAloneThatSomebodyAnswersOn() throws IOException {
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(path), 1);

            assertThatThrownBy(() -> UnixListener.at(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process already listens at");
            // Its queue is full now; a listener that is too busy to answer is not dead either.
            Await.until("the queue of the other is full", this::queueIsFull);
            assertThatThrownBy(() -> UnixListener.at(path)).hasMessageContaining("another process already listens");
            assertThat(path).exists();
        }
        Files.delete(path);
    }

    private boolean queueIsFull() throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            return !channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void leavesAloneWhatIsNoSocket() throws IOException {
        Files.writeString(path, "precious");

        assertThatThrownBy(() -> UnixListener.at(path)).hasMessageContaining("is not a socket, and is left alone");

        assertThat(path).hasContent("precious");
    }

    @Test
    void leavesALinkAloneWhateverItLeadsTo() throws IOException {
        Files.createSymbolicLink(path, folder.resolve("elsewhere"));

        assertThatThrownBy(() -> UnixListener.at(path)).hasMessageContaining("is not a socket");

        Files.delete(path);
    }

    @Test
    void saysThatAPathIsTooLong() throws IOException {
        int room = UnixListener.LONGEST_PATH - folder.toString().length() - 1;
        path = folder.resolve("x".repeat(room));
        UnixListener.at(path).close();

        path = folder.resolve("x".repeat(room + 1));
        assertThatThrownBy(() -> UnixListener.at(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("108 bytes long, and the kernel takes at most 107");
    }

    @Test
    void waitsNoLongerThanItMay() throws IOException {
        try (var listener = UnixListener.at(path)) {
            assertThat(listener.accept(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void closingWakesWhoWaitsAndRemovesTheFile() throws IOException {
        var listener = UnixListener.at(path);
        var waiting = CompletableFuture.supplyAsync(() -> accept(listener));
        Await.until(
                "somebody waits",
                () -> Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(frame -> frame.getMethodName().equals("poll")
                                && frame.getClassName().endsWith("SocketCalls")));

        listener.close();
        listener.close();

        assertThat(waiting.join()).isEmpty();
        assertThat(path).doesNotExist();
    }

    private static Optional<UnixConnection> accept(UnixListener listener) {
        try {
            return listener.accept(Duration.ofMinutes(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void cutsOffWhoeverDoesNotFinishALine() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            write(client, "half a li");

            assertThatThrownBy(() -> caller.readLine(100, Duration.ofMillis(30)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aSlowDripDoesNotProlongTheWholeLine() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            var drip = new Thread(() -> {
                try {
                    while (true) {
                        write(client, "x");
                        LockSupport.parkNanos(1_000_000);
                    }
                } catch (IOException e) {
                    // The other end has hung up, as it should.
                    return;
                }
            });
            drip.setDaemon(true);
            drip.start();

            assertThatThrownBy(() -> caller.readLine(1 << 20, Duration.ofMillis(100)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void tellsThatTheCallerHungUp() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            write(client, "half");
            client.shutdownInput();
            client.shutdownOutput();

            assertThatThrownBy(() -> caller.readLine(100, LONG)).hasMessage("the caller hung up");
            assertThatThrownBy(() -> caller.writeLine("x".repeat(10), LONG)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void boundsALineAndTakesUtf8Only() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            write(client, "12345\n\u00ff\u00fe\n123456\n");

            assertThat(caller.readLine(5, LONG)).isEqualTo("12345");
            assertThatThrownBy(() -> caller.readLine(5, LONG)).isInstanceOf(UnixConnection.LineException.class);
            assertThatThrownBy(() -> caller.readLine(5, LONG))
                    .isInstanceOf(UnixConnection.LineException.class)
                    .hasMessage("the line is longer than 5 bytes");
        }
    }

    @Test
    void givesUpOnACallerThatDoesNotRead() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            assertThat(client.isConnected()).isTrue();

            assertThatThrownBy(() -> caller.writeLine("x".repeat(4 << 20), Duration.ofMillis(50)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("the caller does not read");
        }
    }

    @Test
    void abortEndsWhatAnotherThreadWaitsFor() throws IOException {
        try (var listener = UnixListener.at(path);
                var client = connect();
                var caller = listener.accept(LONG).orElseThrow()) {
            assertThat(client.isConnected()).isTrue();
            var reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return caller.readLine(10, Duration.ofMinutes(5));
                } catch (IOException e) {
                    return "ended";
                }
            });

            caller.abort();

            assertThat(reading.join()).isEqualTo("ended");
        }
    }
}
