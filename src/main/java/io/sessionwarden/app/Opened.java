package io.sessionwarden.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in the opposite order, each whatever the others do. Safe for use by several threads. */
final class Opened implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Failures failures;

    Opened(Failures failures) {
        this.failures = failures;
    }

    synchronized <T extends AutoCloseable> T add(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            var next = opened.pop();
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                failures.report("closing " + next.getClass().getSimpleName(), e);
            }
        }
    }
}
