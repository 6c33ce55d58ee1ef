package io.sessionwarden.app;

import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.rollout.Rollout;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks for edits of the policy, on a thread of its own: to judge one may take a minute, and no sweep waits for it. */
final class PolicyWatch implements AutoCloseable {

    private static final int CLOSING_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "policy-edits");
        thread.setDaemon(true);
        return thread;
    });
    private final Failures failures;

    /**
     * Begins to look.
     *
     * @param edit what was edited before the start
     * @param first returns when the warden has done what is more urgent
     */
    PolicyWatch(Rollout rollout, Look edit, Runnable first, Failures failures) {
        this.failures = failures;
        timer.execute(() -> guarded(() -> {
            first.run();
            rollout.take(edit);
        }));
        var unused = timer.scheduleWithFixedDelay(() -> guarded(rollout::look), 1, 1, TimeUnit.SECONDS);
    }

    /** A task that throws is never run again by its executor. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.report("looking for edits of the policy", e);
        }
    }

    /** Waits for what is being judged; never interrupts it, because that would close the database's file under it. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                failures.report("an edit of the policy is still being judged", new IllegalStateException("closing"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
