package io.sessionwarden.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a run ends: its time is over, somebody asks for it, or the process is told to end (SIGTERM, SIGINT, SIGHUP), which
 * then waits until the run has ended in good order. Safe for use by several threads; one for each run.
 */
final class StopSignal implements AutoCloseable {

    /** A service manager's own patience is longer (systemd: 90 s). */
    private static final long IN_GOOD_ORDER_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "told-to-end");
    private volatile boolean told;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void askAndWait() {
        told = true;
        ask();
        try {
            ended.await(IN_GOOD_ORDER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the run to end. */
    void ask() {
        asked.countDown();
    }

    /** Whether the process was told to end: then there is no time for anything that can be left out. */
    boolean told() {
        return told;
    }

    /** Waits until the run is to end. */
    void await(@Nullable Duration atMost) throws InterruptedException {
        if (atMost == null) {
            asked.await();
        } else {
            asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The run has ended. */
    @Override
    public void close() {
        ended.countDown();
        if (!told) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Told to end this very moment; the hook waits for nothing any more.
                return;
            }
        }
    }
}
