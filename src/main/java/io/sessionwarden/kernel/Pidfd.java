package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A descriptor that refers to one process for good (pidfd_open(2), Linux 5.3): a signal through it can never reach another
 * process that was given the same pid. Safe for use by several threads until it is closed.
 */
public final class Pidfd implements AutoCloseable {

    // The same on every architecture: these calls are younger than the unified table of numbers.
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;

    private static final short POLLIN = 1;
    private static final int POLLFD_SIZE = 8;

    private final int pid;
    private final int descriptor;
    private boolean closed;

    private Pidfd(int pid, int descriptor) {
        this.pid = pid;
        this.descriptor = descriptor;
    }

    /**
     * Opens the process that has that pid now; whoever cares which one it is compares its start time afterwards.
     *
     * @return nothing where there is no such process
     * @throws IOException where the kernel refuses for another reason, such as too many open descriptors
     */
    public static Optional<Pidfd> open(int pid) throws IOException {
        long descriptor = Libc.syscall(PIDFD_OPEN, pid, 0, 0, 0);
        if (descriptor >= 0) {
            return Optional.of(new Pidfd(pid, (int) descriptor));
        }
        if (Native.getLastError() == Libc.ESRCH) {
            return Optional.empty();
        }
        throw new IOException("pidfd_open of " + pid + " failed with errno " + Native.getLastError());
    }

    public int pid() {
        return pid;
    }

    /** For whoever waits for many at once; closed by {@link #close} only. */
    int descriptor() {
        return descriptor;
    }

    /**
     * Sends a signal (pidfd_send_signal(2)).
     *
     * @return false where the process has ended
     * @throws IOException where it is not allowed
     */
    public boolean signal(int number) throws IOException {
        if (Libc.syscall(PIDFD_SEND_SIGNAL, descriptor, number, 0, 0) == 0) {
            return true;
        }
        int error = Native.getLastError();
        if (error == Libc.ESRCH) {
            return false;
        }
        throw new IOException(
                error == Libc.EPERM
                        ? "not permitted to signal process " + pid
                        : "signalling process " + pid + " failed with errno " + error);
    }

    /** Whether the process has ended; a zombie has. */
    public boolean ended() {
        return ended(List.of(this), 0) == 1;
    }

    /**
     * Waits until all of these have ended, or the time is over.
     *
     * @param millis how long, in milliseconds
     * @return how many have ended
     */
    public static int awaitEnd(Collection<Pidfd> all, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        var left = new ArrayList<>(all);
        do {
            int wait = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000L);
            ended(left, wait);
            left.removeIf(Pidfd::ended);
        } while (!left.isEmpty() && System.nanoTime() < end);
        return all.size() - left.size();
    }

    /** Waits until at least one of them has ended; how many have. */
    private static int ended(Collection<Pidfd> some, int millis) {
        if (some.isEmpty()) {
            return 0;
        }
        try (var fds = new Memory((long) POLLFD_SIZE * some.size())) {
            long at = 0;
            for (var one : some) {
                fds.setInt(at, one.descriptor);
                fds.setShort(at + 4, POLLIN);
                fds.setShort(at + 6, (short) 0);
                at += POLLFD_SIZE;
            }
            return Math.max(0, Libc.poll(fds, some.size(), millis));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(descriptor);
        }
    }
}
