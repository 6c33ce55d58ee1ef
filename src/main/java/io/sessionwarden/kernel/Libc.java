package io.sessionwarden.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The few calls of the C library that the room needs. Each answers as in its manual page; errno by {@link Native#getLastError}. */
final class Libc {

    static final int ESRCH = 3;
    static final int EPERM = 1;

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
}
