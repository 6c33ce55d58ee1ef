package io.sessionwarden.cycle;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets those who asked for a reset wait for its end. Holds only what somebody waits for. Safe for use by several threads. */
final class CycleEnds {

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** One who waits for the end of a cycle; two who wait for the same one do not know of each other. */
    private static final class Waiting {
        private final String cycle;
        private final CompletableFuture<Ended> end = new CompletableFuture<>();

        private Waiting(String cycle) {
            this.cycle = cycle;
        }
    }

    void ended(Ended end) {
        waiting.stream().filter(one -> one.cycle.equals(end.cycle().id())).forEach(one -> one.end.complete(end));
    }

    /**
     * Sets the cycle going and waits for its end.
     *
     * @param start called when no end can be missed any more
     * @return the end, or nothing where it has not come in time
     */
    Optional<Ended> await(String cycle, Runnable start, Duration atMost) {
        var one = new Waiting(cycle);
        waiting.add(one);
        try {
            start.run();
            return Optional.of(one.end.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            waiting.remove(one);
        }
    }
}
