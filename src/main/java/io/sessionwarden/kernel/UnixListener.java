package io.sessionwarden.kernel;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A listening Unix socket. Made natively, because the JDK tells a peer's user but not its process id, and only the process
 * id says which session a caller sits in. {@link #accept} is for one thread at a time; {@link #close} for any.
 */
public final class UnixListener implements AutoCloseable {

    /** The room for a path in struct sockaddr_un (unix(7)), without the NUL that ends it. */
    public static final int LONGEST_PATH = 107;

    private static final int BACKLOG = 64;
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    private final Path path;
    private final Descriptor socket;
    private final Object accepting = new Object();

    private UnixListener(Path path, Descriptor socket) {
        this.path = path;
        this.socket = socket;
    }

    /**
     * Listens at that path. The folder is made with mode 0755 where it is missing; the socket gets mode 0666, because who
     * may do what is decided for each caller. A socket file of our own that nobody answers on is removed first.
     *
     * @throws IOException where the path is too long, something else lies there, or another process answers on it
     */
    public static UnixListener at(Path path) throws IOException {
        var address = address(path);
        var folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        removeStale(path, address);
        var socket = newSocket();
        try {
            SocketCalls.bind(socket.number(), address, address.length);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
            SocketCalls.listen(socket.number(), BACKLOG);
        } catch (LastErrorException e) {
            socket.close();
            throw new IOException("cannot listen at " + path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new UnixListener(path, socket);
    }

    private static void removeStale(Path path, byte[] address) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var seen = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        if (!(seen.get("mode") instanceof Integer mode) || (mode & FILE_TYPE) != SOCKET_TYPE) {
            throw new IOException(path + " is not a socket, and is left alone");
        }
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(seen.get("uid"))) {
            throw new IOException(path + " belongs to another user, and is left alone");
        }
        if (answers(address)) {
            throw new IOException("another process already listens at " + path);
        }
        Files.delete(path);
    }

    private static boolean answers(byte[] address) throws IOException {
        try (var trial = newSocket()) {
            SocketCalls.connect(trial.number(), address, address.length);
            return true;
        } catch (LastErrorException e) {
            // EAGAIN: somebody listens and has no room in its queue. Anything else: nobody does.
            return e.getErrorCode() == SocketCalls.EAGAIN;
        }
    }

    private static Descriptor newSocket() throws IOException {
        try {
            return new Descriptor(SocketCalls.socket(
                    SocketCalls.AF_UNIX,
                    SocketCalls.SOCK_STREAM | SocketCalls.SOCK_CLOEXEC | SocketCalls.SOCK_NONBLOCK,
                    0));
        } catch (LastErrorException e) {
            throw Descriptor.failed("socket", e);
        }
    }

    static byte[] address(Path path) throws IOException {
        var bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_PATH) {
            throw new IOException("the path of the socket is " + bytes.length
                    + " bytes long, and the kernel takes at most " + LONGEST_PATH + ": " + path);
        }
        var address = new byte[2 + LONGEST_PATH + 1];
        address[ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1] = SocketCalls.AF_UNIX;
        System.arraycopy(bytes, 0, address, 2, bytes.length);
        return Arrays.copyOf(address, 2 + bytes.length + 1);
    }

    public Path path() {
        return path;
    }

    /**
     * Waits for a caller.
     *
     * @return the connection, or nothing where nobody came in that time or the listener is closed
     * @throws IOException where the kernel cannot give one now, for want of descriptors for example
     */
    public Optional<UnixConnection> accept(Duration patience) throws IOException {
        synchronized (accepting) {
            if (socket.closed() || !socket.await(SocketCalls.POLLIN, patience)) {
                return Optional.empty();
            }
            try {
                int peer = SocketCalls.accept4(
                        socket.number(), null, null, SocketCalls.SOCK_CLOEXEC | SocketCalls.SOCK_NONBLOCK);
                return Optional.of(UnixConnection.of(new Descriptor(peer)));
            } catch (LastErrorException e) {
                // EINVAL is what a listener that was shut down says; the others: the caller has gone again.
                return switch (e.getErrorCode()) {
                    case SocketCalls.EAGAIN, SocketCalls.EINTR, SocketCalls.EINVAL, SocketCalls.ECONNABORTED ->
                        Optional.empty();
                    default -> throw Descriptor.failed("accept", e);
                };
            }
        }
    }

    /** Wakes a waiting {@link #accept}, stops listening and removes the socket file. */
    @Override
    public void close() throws IOException {
        if (socket.closed()) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } finally {
            socket.shutdown();
            synchronized (accepting) {
                socket.close();
            }
        }
    }
}
