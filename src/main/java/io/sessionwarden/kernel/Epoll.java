package io.sessionwarden.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Arrays;

/**
 * Waits for many descriptors at once (epoll(7)), and can be woken. One thread waits; others may add and wake meanwhile.
 * {@link #close} only after the last of them has returned.
 */
final class Epoll implements AutoCloseable {

    /** The token that {@link #await} returns for a call of {@link #wake}; never to be given to {@link #add}. */
    static final long WOKEN = 0;

    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLLIN = 1;

    /** struct epoll_event is packed where the kernel has to serve 32-bit x86 too (eventpoll.h). */
    private static final int DATA_AT = Platform.isIntel() ? 4 : 8;

    private static final int EVENT_SIZE = DATA_AT + 8;
    private static final int MOST_EVENTS = 64;

    private final int epoll;
    private final int wakeup;
    private final Memory events = new Memory((long) EVENT_SIZE * MOST_EVENTS);

    /** @throws IOException where there are no descriptors left */
    Epoll() throws IOException {
        epoll = Libc.epoll_create1(EPOLL_CLOEXEC);
        if (epoll < 0) {
            throw failed("epoll_create1");
        }
        wakeup = Libc.eventfd(0, EFD_CLOEXEC_NONBLOCK);
        if (wakeup < 0) {
            var failed = failed("eventfd");
            Libc.close(epoll);
            throw failed;
        }
        try {
            add(wakeup, WOKEN);
        } catch (IOException e) {
            closeBoth();
            throw e;
        }
    }

    /**
     * From now on tells when that descriptor can be read, until it is closed.
     *
     * @param token what {@link #await} calls it
     */
    void add(int descriptor, long token) throws IOException {
        try (var event = new Memory(EVENT_SIZE)) {
            event.setInt(0, EPOLLIN);
            event.setLong(DATA_AT, token);
            if (Libc.epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, event) != 0) {
                throw failed("epoll_ctl");
            }
        }
    }

    /** Waits until something can be read; the tokens of what can. */
    long[] await() throws IOException {
        int ready = Libc.epoll_wait(epoll, events, MOST_EVENTS, -1);
        if (ready < 0 && Native.getLastError() != Libc.EINTR) {
            throw failed("epoll_wait");
        }
        var tokens = new long[Math.max(0, ready)];
        Arrays.setAll(tokens, at -> events.getLong((long) at * EVENT_SIZE + DATA_AT));
        return tokens;
    }

    /** Has {@link #await} return. */
    void wake() {
        try (var one = new Memory(8)) {
            one.setLong(0, 1);
            Libc.write(wakeup, one, 8);
        }
    }

    private static IOException failed(String call) {
        return new IOException(call + " failed with errno " + Native.getLastError());
    }

    private void closeBoth() {
        Libc.close(wakeup);
        Libc.close(epoll);
    }

    @Override
    public void close() {
        closeBoth();
        events.close();
    }
}
