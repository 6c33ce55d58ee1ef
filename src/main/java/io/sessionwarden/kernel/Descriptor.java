package io.sessionwarden.kernel;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** A socket's descriptor that is closed exactly once, so that a number given out again is never closed by mistake. */
final class Descriptor implements AutoCloseable {

    private final int number;
    private boolean closed;

    Descriptor(int number) {
        this.number = number;
    }

    int number() throws IOException {
        if (closed()) {
            throw new IOException("the socket is closed");
        }
        return number;
    }

    synchronized boolean closed() {
        return closed;
    }

    /**
     * Waits until the descriptor is ready for those events, or has failed, or the time is over.
     *
     * @return whether it is ready before the time is over
     */
    boolean await(short events, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long left = Math.max(0, end - System.nanoTime());
            var one = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            one.putInt(number()).putShort(events);
            try {
                if (SocketCalls.poll(one.array(), 1, (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000))
                        > 0) {
                    return true;
                }
            } catch (LastErrorException e) {
                if (e.getErrorCode() != SocketCalls.EINTR) {
                    throw failed("poll", e);
                }
            }
            if (end - System.nanoTime() <= 0) {
                return false;
            }
        }
    }

    /** Ends both directions, which wakes whoever waits for it; the number stays taken until {@link #close}. */
    synchronized void shutdown() {
        if (!closed) {
            try {
                SocketCalls.shutdown(number, SocketCalls.SHUT_RDWR);
            } catch (LastErrorException e) {
                // A peer that is gone already has shut it down for us.
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                SocketCalls.close(number);
            } catch (LastErrorException e) {
                // close(2): the descriptor is released whatever it says, and must not be closed again.
                return;
            }
        }
    }

    static IOException failed(String call, LastErrorException e) {
        return new IOException(call + ": " + e.getMessage(), e);
    }
}
