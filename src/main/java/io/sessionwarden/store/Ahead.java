package io.sessionwarden.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that is read on a thread of its own, ahead of being needed. For one thread. */
final class Ahead<T> {

    private final CompletableFuture<T> read;

    Ahead(Supplier<T> reading) {
        read = CompletableFuture.supplyAsync(reading, work -> {
            var thread = new Thread(work, "warden-read-ahead");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** What was read, or what reading threw. */
    T await() {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
