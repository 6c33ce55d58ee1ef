package io.sessionwarden.kernel;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Learns of the death of processes at once: each is held by a pidfd, and one thread waits for all of them (pidfd_open(2),
 * epoll(7)). The news is told by a second thread, a group at a time; deaths in a group that has news waiting already are told
 * with it.
 *
 * <p>A process is told dead once, also where it had died before it could be held, and stays told for as long as its group
 * goes on naming it. What cannot be held (more than {@value #MOST} processes, no descriptor left) is left to whoever looks
 * for itself. Safe for use by several threads.
 */
public final class DeathWatch implements AutoCloseable {

    /** How many processes are held at the most, each by one descriptor. */
    public static final int MOST = 4096;

    private static final System.Logger LOG = System.getLogger(DeathWatch.class.getName());
    private static final long LONGEST_NEWS_SECONDS = 5;

    /**
     * One process for good.
     *
     * @param pid its process id
     * @param startTicks field 22 of proc_pid_stat(5)
     */
    public record Mortal(int pid, long startTicks) {}

    private record Held(String group, Mortal mortal, Pidfd pidfd) {}

    private final Consumer<String> news;
    private final Epoll epoll;
    private final Thread waiter;
    private final ExecutorService teller;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<Long, Held> held = new HashMap<>();
    private final Set<String> toTell = new LinkedHashSet<>();
    private long lastToken = Epoll.WOKEN;
    private boolean closed;

    /** Which of a group's processes are held, by their tokens, and which have been told dead. */
    private static final class Group {
        final Map<Mortal, Long> tokens = new HashMap<>();
        final Set<Mortal> told = new HashSet<>();
    }

    /**
     * @param news is told the name of a group of which a process has died; one call at a time, on a thread of the watch
     * @throws IOException where the kernel gives no descriptor
     */
    public DeathWatch(Consumer<String> news) throws IOException {
        this.news = news;
        this.epoll = new Epoll();
        this.teller = Executors.newSingleThreadExecutor(work -> daemon(work, "death-news"));
        this.waiter = daemon(this::await, "death-watch");
        waiter.start();
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** From now on exactly these processes of that group are watched. An empty set ends the watch of the group. */
    public synchronized void watch(String name, Set<Mortal> wanted) {
        if (closed) {
            return;
        }
        var group = groups.computeIfAbsent(name, none -> new Group());
        group.told.retainAll(wanted);
        group.tokens.entrySet().removeIf(entry -> {
            boolean unwanted = !wanted.contains(entry.getKey());
            if (unwanted) {
                release(entry.getValue());
            }
            return unwanted;
        });
        for (var mortal : wanted) {
            if (held.size() < MOST && !group.tokens.containsKey(mortal) && !group.told.contains(mortal)) {
                hold(name, group, mortal);
            }
        }
        if (wanted.isEmpty()) {
            groups.remove(name);
        }
    }

    private void hold(String name, Group group, Mortal mortal) {
        try {
            var pidfd = Pidfd.open(mortal.pid());
            if (pidfd.isEmpty()) {
                died(name, group, mortal);
            } else if (isAnother(mortal)) {
                pidfd.get().close();
                died(name, group, mortal);
            } else {
                long token = ++lastToken;
                try {
                    epoll.add(pidfd.get().descriptor(), token);
                } catch (IOException e) {
                    pidfd.get().close();
                    throw e;
                }
                held.put(token, new Held(name, mortal, pidfd.get()));
                group.tokens.put(mortal, token);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "process {0} is not watched: {1}", mortal.pid(), e.getMessage());
        }
    }

    /**
     * Whether the pid, held by now, is another process's. Where that cannot be read it is not known to be, and holding a
     * stranger costs no more than a look too many.
     */
    private static boolean isAnother(Mortal mortal) {
        return ProcessStat.of(mortal.pid())
                .filter(stat -> stat.startTicks() != mortal.startTicks())
                .isPresent();
    }

    private void release(long token) {
        var released = held.remove(token);
        if (released != null) {
            // The last descriptor of a process leaves the epoll set when it is closed (epoll(7)).
            released.pidfd().close();
        }
    }

    private void await() {
        try {
            while (take(epoll.await())) {
                LOG.log(System.Logger.Level.TRACE, "somebody died, or the watch is woken");
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "deaths are no longer noticed at once", e);
        }
    }

    /** Takes the news; false where the watch is closed. A token that is no longer held belongs to a watch given up. */
    private synchronized boolean take(long... tokens) {
        for (long token : tokens) {
            var dead = held.get(token);
            if (dead != null) {
                release(token);
                var group = groups.get(dead.group());
                if (group != null) {
                    group.tokens.remove(dead.mortal());
                    died(dead.group(), group, dead.mortal());
                }
            }
        }
        return !closed;
    }

    private void died(String name, Group group, Mortal mortal) {
        group.told.add(mortal);
        if (toTell.add(name)) {
            teller.execute(() -> tell(name));
        }
    }

    private void tell(String name) {
        synchronized (this) {
            toTell.remove(name);
        }
        try {
            news.accept(name);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the news of a death on " + name + " was not taken", e);
        }
    }

    /** How many processes are held now. */
    public synchronized int held() {
        return held.size();
    }

    /** Ends the watch and both threads; news under way is waited for, but no longer than five seconds. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        epoll.wake();
        join();
        teller.shutdown();
        synchronized (this) {
            Set.copyOf(held.keySet()).forEach(this::release);
            groups.clear();
        }
        epoll.close();
        awaitTeller();
    }

    private void join() {
        boolean interrupted = false;
        while (waiter.isAlive()) {
            try {
                waiter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTeller() {
        try {
            if (!teller.awaitTermination(LONGEST_NEWS_SECONDS, TimeUnit.SECONDS)) {
                teller.shutdownNow();
            }
        } catch (InterruptedException e) {
            teller.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
