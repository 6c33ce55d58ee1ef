package io.sessionwarden.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where sweeps run, never two of one server at once: in a quick lane of few places and in a slow lane of many. A sweep that is
 * not done after {@link #SLOW} moves to the slow lane where that has a place, and the server's next sweep begins there; one
 * that is quick again comes back. So servers that hang until their time-outs take nobody's place but each other's. Who finds no
 * place waits for one, first come, first served.
 *
 * <p>Safe for use by several threads. Threads are made when they are needed, not more than there are places, and end when
 * nothing was to be done for {@link #LINGER}.
 */
final class SweepLanes implements AutoCloseable {

    /** Most servers answer within a small part of that; on one that does not, most of the time is waiting. */
    static final Duration SLOW = Duration.ofMillis(300);

    private static final Duration LINGER = Duration.ofSeconds(20);

    private final int quickPlaces;
    private final int slowPlaces;
    private final Consumer<String> work;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;

    private final Set<String> quickWaiting = new LinkedHashSet<>();
    private final Set<String> slowWaiting = new LinkedHashSet<>();

    /** The servers that are swept now, each with its lane. */
    private final Map<String, Lane> running = new HashMap<>();

    /** Which of them are to be swept once more. */
    private final Set<String> again = new HashSet<>();

    /** The servers whose last sweep was slow. */
    private final Set<String> slow = new HashSet<>();

    private boolean closed;

    private enum Lane {
        QUICK,
        SLOW
    }

    /**
     * @param quickPlaces how many quick sweeps run at once, at least 1
     * @param slowPlaces how many slow ones besides them
     * @param work sweeps the server of that name; what it throws ends nothing but its thread
     */
    SweepLanes(int quickPlaces, int slowPlaces, Consumer<String> work) {
        this(quickPlaces, slowPlaces, work, daemons("warden-sweep-"), daemons("warden-sweep-lanes-"));
    }

    SweepLanes(int quickPlaces, int slowPlaces, Consumer<String> work, ThreadFactory sweeping, ThreadFactory timing) {
        this.quickPlaces = quickPlaces;
        this.slowPlaces = slowPlaces;
        this.work = work;
        this.threads = new ThreadPoolExecutor(
                0,
                // Those that have just done their work are still there for a moment.
                Integer.MAX_VALUE,
                LINGER.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                sweeping);
        this.timer = new ScheduledThreadPoolExecutor(1, timing);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons(String name) {
        var made = new AtomicLong();
        return task -> {
            var thread = new Thread(task, name + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sweeps a server that is due, as soon as there is a place; one that is being swept is left out. */
    synchronized void due(String server) {
        if (!closed && !running.containsKey(server)) {
            (slow.contains(server) ? slowWaiting : quickWaiting).add(server);
            fill();
        }
    }

    /** Sweeps a server now, or as soon as the sweep that is going on has ended. */
    synchronized void now(String server) {
        if (running.containsKey(server)) {
            again.add(server);
        } else {
            due(server);
        }
    }

    private void fill() {
        while (places(Lane.QUICK) > 0 && !quickWaiting.isEmpty()) {
            begin(first(quickWaiting), Lane.QUICK);
        }
        while (places(Lane.SLOW) > 0 && !slowWaiting.isEmpty()) {
            begin(first(slowWaiting), Lane.SLOW);
        }
    }

    private long places(Lane lane) {
        return (lane == Lane.QUICK ? quickPlaces : slowPlaces)
                - running.values().stream().filter(lane::equals).count();
    }

    private static String first(Set<String> waiting) {
        var all = waiting.iterator();
        var first = all.next();
        all.remove();
        return first;
    }

    private void begin(String server, Lane lane) {
        running.put(server, lane);
        boolean begun = false;
        try {
            threads.execute(() -> sweep(server));
            begun = true;
        } finally {
            if (!begun) {
                running.remove(server);
            }
        }
    }

    private void sweep(String server) {
        long begin = System.nanoTime();
        try {
            var late = timer.schedule(() -> makeRoom(server), SLOW.toMillis(), TimeUnit.MILLISECONDS);
            try {
                work.accept(server);
            } finally {
                late.cancel(false);
            }
        } finally {
            ended(server, System.nanoTime() - begin >= SLOW.toNanos());
        }
    }

    private synchronized void makeRoom(String server) {
        if (running.get(server) == Lane.QUICK && places(Lane.SLOW) > 0) {
            running.put(server, Lane.SLOW);
            fill();
        }
    }

    private synchronized void ended(String server, boolean wasSlow) {
        running.remove(server);
        if (wasSlow) {
            slow.add(server);
        } else {
            slow.remove(server);
        }
        if (again.remove(server)) {
            due(server);
        }
        fill();
    }

    /** Begins nothing more, and waits until what runs has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            quickWaiting.clear();
            slowWaiting.clear();
        }
        threads.shutdown();
        try {
            // A sweep ends within its server's time-outs; how long that may take is for the caller to say.
            threads.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
        }
    }
}
