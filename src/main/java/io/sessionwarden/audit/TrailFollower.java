package io.sessionwarden.audit;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Hands on what is appended to a trail, each record once, in order, and only when it is durable. Reads the trail itself, on a
 * thread of its own, so that a slow reader delays nobody and nothing is held in memory for it.
 */
public final class TrailFollower implements AutoCloseable {

    private static final long CLOSING_MILLIS = 2_000;

    private final AuditTrail trail;
    private final Consumer<AuditRecord> reader;
    private final Consumer<RuntimeException> failed;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private long seen;

    /**
     * Follows from now on.
     *
     * @param reader is given each record; what it throws goes to {@code failed}, and the record is not handed over again
     * @param failed is told what could not be read; the next call of {@link #wake} tries again
     */
    public TrailFollower(AuditTrail trail, Consumer<AuditRecord> reader, Consumer<RuntimeException> failed) {
        this.trail = trail;
        this.reader = reader;
        this.failed = failed;
        this.seen = trail.latest();
        this.thread = new Thread(this::follow, "trail-follower");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something was appended. Never waits. */
    public void wake() {
        news.release();
    }

    private void follow() {
        try {
            while (!closing) {
                news.acquire();
                news.drainPermits();
                handOn();
            }
            handOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOn() {
        try {
            trail.readAfter(seen, entry -> {
                seen = entry.sequence();
                reader.accept(entry);
            });
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** Hands on what is left, for at most two seconds. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
