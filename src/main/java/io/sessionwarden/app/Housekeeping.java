package io.sessionwarden.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The small things that a running warden does again and again, on one thread of its own. */
final class Housekeeping implements AutoCloseable {

    private static final int FEW_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private final Failures failures;

    Housekeeping(Runnable everyFewSeconds, Failures failures) {
        this.failures = failures;
        var unused = timer.scheduleWithFixedDelay(
                () -> guarded(everyFewSeconds), FEW_SECONDS, FEW_SECONDS, TimeUnit.SECONDS);
    }

    /** A task that throws is never run again by its executor. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.report("housekeeping", e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(FEW_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
