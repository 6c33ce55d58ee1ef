package io.sessionwarden.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A small thing that a running warden does again and again, on a thread of its own. */
final class Housekeeping implements AutoCloseable {

    private static final int CLOSING_SECONDS = 5;

    private final String name;
    private final ScheduledExecutorService timer;
    private final Failures failures;

    /**
     * @param name what it is, for its thread and where it fails
     * @param pause between the end of one time and the next
     */
    Housekeeping(String name, Duration pause, Runnable work, Failures failures) {
        this.name = name;
        this.failures = failures;
        this.timer = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(
                () -> guarded(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws is never run again by its executor. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.report(name, e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
