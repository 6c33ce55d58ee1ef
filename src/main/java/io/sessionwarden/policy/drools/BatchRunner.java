package io.sessionwarden.policy.drools;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs batches on threads of its own within a time limit. A batch that overruns is interrupted and left behind; its place
 * stays taken until it has really ended, so that at most {@value #PLACES} threads are ever lost to runaway rules. Safe for
 * use by several threads.
 */
final class BatchRunner {

    private static final int PLACES = 4;

    private final Duration limit;
    private final Semaphore places = new Semaphore(PLACES);
    private final ThreadPoolExecutor threads;

    BatchRunner(Duration limit) {
        this(limit, task -> {
            var thread = new Thread(task, "warden-policy");
            thread.setDaemon(true);
            return thread;
        });
    }

    BatchRunner(Duration limit, ThreadFactory made) {
        this.limit = limit;
        this.threads =
                new ThreadPoolExecutor(PLACES, PLACES, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(PLACES), made);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * What the batch gives.
     *
     * @throws TimeoutException where it takes longer than the limit, waiting for a place included, or the caller is
     *     interrupted
     * @throws RuntimeException what the batch itself throws
     */
    <T> T run(Callable<T> batch) throws TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("earlier decisions have not ended after " + limit.toSeconds() + " s");
            }
            var task = new FutureTask<>(batch);
            begin(task);
            return result(task, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while the rules were being asked");
        }
    }

    /** In a place that is taken already, and given back even where there is no thread to be had. */
    private void begin(Runnable task) {
        boolean begun = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
            begun = true;
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private <T> T result(FutureTask<T> task, long end) throws InterruptedException, TimeoutException {
        try {
            return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException("the rules took longer than " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IllegalStateException(reason(e), e);
        } finally {
            task.cancel(true);
        }
    }

    /** What a rule says of its own failure, or else the innermost cause; the frames around it are the engine's own. */
    private static String reason(ExecutionException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof RuleFailure)) {
            cause = cause.getCause();
        }
        return cause instanceof RuleFailure ? String.valueOf(cause.getMessage()) : cause.toString();
    }
}
