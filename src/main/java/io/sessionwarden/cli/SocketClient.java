package io.sessionwarden.cli;

import io.sessionwarden.control.wire.Reply;
import io.sessionwarden.control.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Asks the warden that runs in a home folder, over its socket. For one thread. */
final class SocketClient {

    private final Path home;
    private final Path socket;
    private final Duration patience;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).flip();

    SocketClient(Path home, Duration patience) {
        this.home = home;
        this.socket = home.resolve("run").resolve("warden.sock");
        this.patience = patience;
    }

    /** Whether somebody answers at the socket. */
    boolean wardenRuns() {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends the request, and prints the answer when all of it is there: what is cut off prints nothing, and a reader that
     * pauses, such as a pager, does not hold up the warden.
     *
     * @return the exit code that the warden says
     */
    int ask(Request request, PrintStream out, PrintStream err) throws UnreachableException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            throw nobody("no socket at");
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            giveUpInTime(channel);
            connect(channel);
            var failed = send(channel, request);
            var replies = new ArrayList<Reply>();
            do {
                replies.add(nextReply(channel, failed));
            } while (!replies.get(replies.size() - 1).last());
            replies.forEach(reply -> out.print(reply.out()));
            out.flush();
            var last = replies.get(replies.size() - 1);
            err.print(last.err());
            err.flush();
            return last.exit();
        } catch (ClosedChannelException e) {
            throw new UnreachableException(
                    "the warden of " + home + " gave no answer within " + patience.toSeconds() + " s",
                    "look at its process, or restart it");
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreachableException(
                    "cannot talk to the warden of " + home + ": " + e.getMessage(), "how it is: warden status");
        }
    }

    private UnreachableException nobody(String why) {
        return new UnreachableException(
                "no warden is running for " + home + " (" + why + " " + socket + ")", "start it with: warden watch");
    }

    private void connect(SocketChannel channel) throws IOException, UnreachableException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException e) {
            throw nobody("nobody answers at");
        }
        // Of a peer the kernel tells who called listen(): no file that was put in its place can deceive.
        var owner = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!owner.equals(Files.getOwner(Path.of("/proc/self")))
                && !owner.equals(Files.getOwner(home))
                && !owner.equals(
                        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root"))) {
            throw new UnreachableException(
                    "who answers at " + socket + " is " + owner.getName() + ", neither root nor you nor the owner of "
                            + home,
                    "it is not asked anything; find out who put it there");
        }
    }

    private void giveUpInTime(SocketChannel channel) {
        long end = System.nanoTime() + patience.toNanos();
        var watch = new Thread("give-up") {
            @Override
            public void run() {
                long left = end - System.nanoTime();
                while (left > 0 && channel.isOpen()) {
                    LockSupport.parkNanos(Math.min(left, 1_000_000_000L));
                    left = end - System.nanoTime();
                }
                try {
                    channel.close();
                } catch (IOException e) {
                    // It is as good as closed: the process ends with the answer that nothing came.
                    return;
                }
            }
        };
        watch.setDaemon(true);
        watch.start();
    }

    /** Whether it could not be sent. A warden that has no room says so and hangs up, whatever it is asked. */
    private static @Nullable IOException send(SocketChannel channel, Request request) throws IOException {
        var bytes = ByteBuffer.wrap((request.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        if (bytes.remaining() > Request.MOST_BYTES) {
            throw new IOException("the arguments are too long");
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return null;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return e;
        }
    }

    private Reply nextReply(SocketChannel channel, @Nullable IOException failed) throws IOException {
        try {
            return Reply.ofLine(readLine(channel));
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw failed == null ? e : failed;
        }
    }

    private String readLine(SocketChannel channel) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                if (line.size() == Reply.MOST_BYTES) {
                    throw new IOException("its answer is no answer");
                }
                line.write(next);
            }
            buffer.clear();
            int got = channel.read(buffer);
            buffer.flip();
            if (got < 0) {
                throw new IOException("it hung up in the middle of its answer");
            }
        }
    }
}
