package io.sessionwarden.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The few calls of the C library that the room needs. Each answers as in its manual page; errno by {@link Native#getLastError}. */
@SuppressWarnings("MemberName")
final class Libc {

    static final int ESRCH = 3;
    static final int EPERM = 1;
    static final int EINTR = 4;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    /** syscall(2). */
    static native long syscall(long number, long one, long two, long three, long four);

    static native int poll(Pointer fds, long count, int timeoutMillis);

    static native int close(int fd);

    static native int open(String path, int flags, int mode);

    static native int tcgetattr(int fd, Pointer termios);

    static native int ioctl(int fd, long request, Pointer argument);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    static native int epoll_wait(int epoll, Pointer events, int most, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long write(int fd, Pointer bytes, long count);

    static native long read(int fd, Pointer bytes, long count);
}
