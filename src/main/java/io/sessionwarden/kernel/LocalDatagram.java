package io.sessionwarden.kernel;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;

/** Sends one datagram to a Unix socket, which the JDK cannot: it has stream sockets only. */
public final class LocalDatagram {

    private LocalDatagram() {}

    /**
     * Sends it without waiting.
     *
     * @throws IOException where nobody listens there, there is no room, or it is too long
     */
    public static void send(Path path, byte[] message) throws IOException {
        var address = UnixListener.address(path);
        try (var socket = new Descriptor(
                SocketCalls.socket(SocketCalls.AF_UNIX, SocketCalls.SOCK_DGRAM | SocketCalls.SOCK_CLOEXEC, 0))) {
            SocketCalls.connect(socket.number(), address, address.length);
            SocketCalls.send(
                    socket.number(), message, message.length, SocketCalls.MSG_DONTWAIT | SocketCalls.MSG_NOSIGNAL);
        } catch (LastErrorException e) {
            throw new IOException("cannot send to " + path + ": " + e.getMessage(), e);
        }
    }
}
