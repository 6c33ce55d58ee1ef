package io.sessionwarden.cycle;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets whoever asked for a reset wait for its end. Holds only what somebody waits for. Safe for use by several threads. */
final class CycleEnds {

    private final Map<String, CompletableFuture<Ended>> awaited = new ConcurrentHashMap<>();

    /** Says that somebody will wait for that cycle; to be called before it can end. */
    CompletableFuture<Ended> expect(String cycle) {
        return awaited.computeIfAbsent(cycle, none -> new CompletableFuture<>());
    }

    void ended(Ended end) {
        var waiting = awaited.remove(end.cycle().id());
        if (waiting != null) {
            waiting.complete(end);
        }
    }

    /** The end, or nothing where it has not come in time. */
    Optional<Ended> await(String cycle, CompletableFuture<Ended> end, Duration atMost) {
        try {
            return Optional.of(end.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            awaited.remove(cycle);
        }
    }
}
