package io.sessionwarden.kernel;

import com.sun.jna.LastErrorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A caller on a Unix socket, with who the kernel says it is. Every call ends within the time it is given. For one thread at
 * a time, but for {@link #abort}.
 */
public final class UnixConnection implements AutoCloseable {

    /** The caller sent something that is no line of text. */
    public static final class LineException extends IOException {
        private static final long serialVersionUID = 1L;

        LineException(String message) {
            super(message);
        }
    }

    private final Descriptor socket;
    private final @Nullable Descriptor peer;
    private final boolean gone;
    private final long acceptedTicks;
    private final int pid;
    private final long uid;
    private final long gid;
    private final byte[] buffer = new byte[4096];
    private int from;
    private int to;

    private UnixConnection(Descriptor socket, @Nullable Descriptor peer, boolean gone, int[] credentials, long ticks) {
        this.socket = socket;
        this.peer = peer;
        this.gone = gone;
        this.pid = credentials[0];
        this.uid = Integer.toUnsignedLong(credentials[1]);
        this.gid = Integer.toUnsignedLong(credentials[2]);
        this.acceptedTicks = ticks;
    }

    static UnixConnection of(Descriptor socket) throws IOException {
        try {
            var credentials = new int[3];
            SocketCalls.getsockopt(
                    socket.number(), SocketCalls.SOL_SOCKET, SocketCalls.SO_PEERCRED, credentials, new int[] {12});
            var peer = new int[1];
            int refused = pidfd(socket, peer);
            return new UnixConnection(
                    socket,
                    refused == 0 ? new Descriptor(peer[0]) : null,
                    refused != 0 && refused != SocketCalls.ENOPROTOOPT,
                    credentials,
                    ticksSinceBoot());
        } catch (LastErrorException e) {
            socket.close();
            throw Descriptor.failed("getsockopt SO_PEERCRED", e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int pidfd(Descriptor socket, int[] peer) throws IOException {
        try {
            SocketCalls.getsockopt(
                    socket.number(), SocketCalls.SOL_SOCKET, SocketCalls.SO_PEERPIDFD, peer, new int[] {4});
            return 0;
        } catch (LastErrorException e) {
            return e.getErrorCode();
        }
    }

    /** proc_uptime(5) counts hundredths of a second since boot, and so does a process's start (USER_HZ is 100). */
    private static long ticksSinceBoot() throws IOException {
        var uptime = Files.readString(Path.of("/proc/uptime"));
        return Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
    }

    /** The process that connected, in our own pid namespace; 0 where it is in none that we see. */
    public int pid() {
        return pid;
    }

    /** The effective user id it connected with. */
    public long uid() {
        return uid;
    }

    /** The effective group id it connected with. */
    public long gid() {
        return gid;
    }

    /**
     * Whether what /proc said of the peer's pid before this call was said of the peer, and of no successor that was given
     * its number. Known for certain since Linux 6.5; before, a process that started after the connection was accepted is
     * no peer, and a number given out again between connecting and accepting goes unnoticed.
     *
     * @param startTicks the start of the process that /proc spoke of (field 22 of proc_pid_stat(5))
     */
    public boolean isPeer(long startTicks) {
        if (gone || startTicks > acceptedTicks) {
            return false;
        }
        if (peer == null) {
            return true;
        }
        try {
            return !peer.await(SocketCalls.POLLIN, Duration.ZERO);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads up to the next line feed, which is left out.
     *
     * @param mostBytes how long the line may be
     * @param patience how long the whole line may take, however slowly its bytes drop in
     * @throws SocketTimeoutException where it takes longer
     * @throws LineException where it is longer, or is no UTF-8
     * @throws IOException where the caller hangs up before its line feed
     */
    public String readLine(int mostBytes, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        var line = new ByteArrayOutputStream();
        while (true) {
            while (from < to) {
                byte next = buffer[from++];
                if (next == '\n') {
                    return text(line.toByteArray());
                }
                if (line.size() == mostBytes) {
                    throw new LineException("the line is longer than " + mostBytes + " bytes");
                }
                line.write(next);
            }
            fill(end);
        }
    }

    private void fill(long end) throws IOException {
        while (true) {
            if (!socket.await(SocketCalls.POLLIN, left(end))) {
                throw new SocketTimeoutException("no whole line came in time");
            }
            try {
                long got = SocketCalls.recv(socket.number(), buffer, buffer.length, SocketCalls.MSG_DONTWAIT);
                if (got == 0) {
                    throw new IOException("the caller hung up");
                }
                from = 0;
                to = (int) got;
                return;
            } catch (LastErrorException e) {
                onlyForNow("recv", e);
            }
        }
    }

    /**
     * Writes the text and a line feed.
     *
     * @param patience how long it may take until the kernel has taken all of it
     * @throws SocketTimeoutException where the caller does not read in that time
     * @throws IOException where it has hung up
     */
    public void writeLine(String text, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        var chunk = new byte[Math.min(bytes.remaining(), 16 * 1024)];
        while (bytes.hasRemaining()) {
            int length = Math.min(chunk.length, bytes.remaining());
            bytes.get(bytes.position(), chunk, 0, length);
            try {
                long sent = SocketCalls.send(
                        socket.number(), chunk, length, SocketCalls.MSG_DONTWAIT | SocketCalls.MSG_NOSIGNAL);
                bytes.position(bytes.position() + (int) sent);
            } catch (LastErrorException e) {
                onlyForNow("send", e);
                if (!socket.await(SocketCalls.POLLOUT, left(end))) {
                    throw new SocketTimeoutException("the caller does not read");
                }
            }
        }
    }

    private static void onlyForNow(String call, LastErrorException e) throws IOException {
        if (e.getErrorCode() != SocketCalls.EAGAIN && e.getErrorCode() != SocketCalls.EINTR) {
            throw Descriptor.failed(call, e);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static String text(byte[] line) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LineException("the line is not UTF-8");
        }
    }

    /** Makes whatever another thread does with this connection fail at once. */
    public void abort() {
        socket.shutdown();
    }

    @Override
    public void close() {
        socket.close();
        if (peer != null) {
            peer.close();
        }
    }
}
