package io.sessionwarden.kernel;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.jspecify.annotations.Nullable;

/** The socket calls of the C library, mapped directly. Numbers are those of Linux's asm-generic headers. */
final class SocketCalls {

    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    /** socket(7); powerpc is the one architecture of today that numbers it differently. */
    static final int SO_PEERCRED = Platform.isPPC() ? 21 : 17;
    /** Since Linux 6.5: a pidfd of the peer, which stays its own when the pid is reused. */
    static final int SO_PEERPIDFD = 77;

    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int SHUT_RDWR = 2;

    static final short POLLIN = 0x1;
    static final short POLLOUT = 0x4;

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EINVAL = 22;
    static final int ENOPROTOOPT = 92;
    static final int ECONNABORTED = 103;

    static {
        Native.register(SocketCalls.class, "c");
    }

    private SocketCalls() {}

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native int bind(int socket, byte[] address, int length) throws LastErrorException;

    static native int listen(int socket, int backlog) throws LastErrorException;

    static native int connect(int socket, byte[] address, int length) throws LastErrorException;

    static native int accept4(int socket, byte @Nullable [] address, int @Nullable [] length, int flags)
            throws LastErrorException;

    static native int getsockopt(int socket, int level, int option, int[] value, int[] length)
            throws LastErrorException;

    /** One struct pollfd as bytes: int fd, short events, short revents. */
    static native int poll(byte[] one, long count, int milliseconds) throws LastErrorException;

    static native long recv(int socket, byte[] buffer, long length, int flags) throws LastErrorException;

    static native long send(int socket, byte[] buffer, long length, int flags) throws LastErrorException;

    static native int shutdown(int socket, int how) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;
}
