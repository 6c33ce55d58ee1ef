package io.sessionwarden.practice;

import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Real terminal sessions of the program's own, to be broken on purpose. Each is a {@code script -qfc PROGRAM /dev/null}
 * with this program as its client, carries its mark in the environment variable {@code WARDEN_SESSION}, and is opened anew
 * one second after it has ended. Needs no privilege.
 *
 * <p>Safe for use by several threads. Uses one thread of its own, and one for each seat. Everything that was started is
 * ended by {@link #close}, which the owner calls also when the program is told to end.
 */
public final class PracticeSessions implements Breakable, AutoCloseable {

    private static final Duration TENDING = Duration.ofMillis(50);

    private final List<SeatKeeper> keepers;
    private final ScheduledThreadPoolExecutor timer;
    private final Map<Fault, AtomicInteger> turns = new EnumMap<>(Fault.class);

    private PracticeSessions(List<SeatKeeper> keepers, ScheduledThreadPoolExecutor timer) {
        this.keepers = List.copyOf(keepers);
        this.timer = timer;
        for (var fault : Fault.values()) {
            turns.put(fault, new AtomicInteger());
        }
    }

    /**
     * Ends what a killed practice of that name left behind, and opens a session at each seat. They need a moment until they stand: {@link #awaitWhole}.
     *
     * @param practice the name of this practice; with this process's id it makes the sessions' marks unique
     * @param seats where sessions are to be, each name once
     * @param ended is told the seat's name each time a session has ended, whoever ended it, and before the next one is
     *     opened; not when practice is closed. Called on threads of practice; must not block
     * @throws IOException where a program that practice needs is missing or cannot be started; it says which
     */
    public static PracticeSessions start(String practice, List<Seat> seats, Consumer<String> ended) throws IOException {
        requirePrograms();
        Leftovers.end(practice);
        var timer = new ScheduledThreadPoolExecutor(1, run -> {
            var thread = new Thread(run, "practice " + practice);
            thread.setDaemon(true);
            return thread;
        });
        var prefix = practice + "-" + ProcessHandle.current().pid() + "-";
        var keepers = new ArrayList<SeatKeeper>();
        seats.forEach(seat -> keepers.add(new SeatKeeper(seat, prefix + seat.name(), timer, ended)));
        var sessions = new PracticeSessions(keepers, timer);
        sessions.open();
        return sessions;
    }

    private static void requirePrograms() throws IOException {
        var missing = Program.missing(Objects.requireNonNullElse(System.getenv("PATH"), ""));
        if (!missing.isEmpty()) {
            throw new IOException("practice needs " + String.join(", ", missing)
                    + ", which this machine does not have (Debian: bsdutils, util-linux, coreutils)");
        }
    }

    private void open() throws IOException {
        try {
            for (var keeper : keepers) {
                keeper.open();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        var unused =
                timer.scheduleWithFixedDelay(this::tend, TENDING.toMillis(), TENDING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tend() {
        keepers.forEach(SeatKeeper::tend);
    }

    /** Breaks one session that suits the fault, another one each time where several do. */
    @Override
    public Optional<Broken> breakOne(Fault fault) throws IOException {
        var suitable = keepers.stream()
                .filter(keeper -> keeper.seat().program().suits(fault))
                .toList();
        int first = Objects.requireNonNull(turns.get(fault)).getAndIncrement();
        for (int i = 0; i < suitable.size(); i++) {
            var broken = suitable.get(Math.floorMod(first + i, suitable.size())).breakIt(fault);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    @Override
    public void mend(String seat) throws IOException {
        keeper(seat).mend();
    }

    /** Whether the session at that seat stands, its program runs, and nothing is done to it. */
    public boolean whole(String seat) {
        return keeper(seat).whole();
    }

    /**
     * Waits until every session is whole.
     *
     * @return false where the time ran out first
     */
    public boolean awaitWhole(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (var keeper : keepers) {
            if (!awaitWhole(keeper, end)) {
                return false;
            }
        }
        return true;
    }

    /** Looks once in each turn of the timer. */
    private boolean awaitWhole(SeatKeeper keeper, long end) throws InterruptedException {
        var latch = new CountDownLatch(1);
        var look = timer.scheduleWithFixedDelay(
                () -> {
                    if (keeper.whole()) {
                        latch.countDown();
                    }
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
        try {
            return latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            look.cancel(false);
        }
    }

    /** The process that leads the session at that seat now; empty while a new one is being opened. */
    public Optional<Leader> leader(String seat) {
        return keeper(seat).leader();
    }

    /** How many bytes the session that sits there now has printed. */
    public long received(String seat) {
        return keeper(seat).received();
    }

    public List<Seat> seats() {
        return keepers.stream().map(SeatKeeper::seat).toList();
    }

    /** The mark of the session at that seat, the same for each one that is opened there. */
    public String markOf(Seat seat) {
        return keeper(seat.name()).mark();
    }

    /** The marks of this practice's sessions, for a selector on the vital {@code mark}. */
    public Set<String> marks() {
        return keepers.stream().map(SeatKeeper::mark).collect(Collectors.toUnmodifiableSet());
    }

    /** The seat whose mark a listed session bears; empty for sessions that are not this practice's. */
    public Optional<Seat> seatOf(Session session) {
        var mark = session.vital("mark");
        return keepers.stream()
                .filter(keeper -> keeper.mark().equals(mark))
                .map(SeatKeeper::seat)
                .findFirst();
    }

    private SeatKeeper keeper(String seat) {
        return keepers.stream()
                .filter(keeper -> keeper.seat().name().equals(seat))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("practice has no seat '" + seat + "'"));
    }

    /**
     * Ends every session and whatever was started in it, by force; ends practice's thread. May be called twice.
     *
     * @throws IOException where something could not be ended; everything else is, all the same
     */
    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        IOException failed = null;
        for (var keeper : keepers) {
            try {
                keeper.close();
            } catch (IOException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
