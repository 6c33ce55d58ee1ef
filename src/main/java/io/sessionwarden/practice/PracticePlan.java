package io.sessionwarden.practice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Breaks one session every few seconds, each time in another way, and stops early enough for the last one to be healed.
 * Tells the summary what was broken; the watchdog's part of the summary comes from the watchdog.
 *
 * <p>A healthy but busy session counts as left alone when nothing has happened to it for {@link #QUIET}. A protected
 * session stays stopped until the summary has heard that it was left alone, and for {@link #QUIET} at the least; then the
 * plan continues it, so that it can be broken again.
 */
public final class PracticePlan implements AutoCloseable {

    /** From the start to the first fault. */
    static final Duration FIRST = Duration.ofSeconds(2);
    /** From one fault to the next. */
    static final Duration INTERVAL = Duration.ofSeconds(4);
    /** Before the end, in which nothing more is broken. */
    static final Duration LAST = Duration.ofSeconds(8);
    /** How long a session must be left alone to count as left alone. */
    static final Duration QUIET = Duration.ofSeconds(4);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final List<Fault> ROUND = List.of(Fault.values());

    private final Breakable sessions;
    private final PracticeSummary summary;
    private final InstantSource clock;
    private final Instant end;
    private final Consumer<String> say;
    private final Map<String, Instant> toContinue = new TreeMap<>();

    private Instant next;
    private int turn;
    private boolean over;
    private @Nullable Future<?> ticking;

    /**
     * @param end when practice will be over; {@link Instant#MAX} where nobody said
     * @param say is given each thing done, as one plain line
     */
    public PracticePlan(
            Breakable sessions, PracticeSummary summary, InstantSource clock, Instant end, Consumer<String> say) {
        this.sessions = sessions;
        this.summary = summary;
        this.clock = clock;
        this.end = end;
        this.say = say;
        this.next = clock.instant().plus(FIRST);
    }

    /** Begins, from now, on one of that timer's threads. */
    public synchronized void start(ScheduledExecutorService timer) {
        next = clock.instant().plus(FIRST);
        ticking = timer.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One look at the clock: settles what is quiet, continues what was left alone, breaks what is due. */
    synchronized void tick() {
        var now = clock.instant();
        settleQuiet(now);
        continueProtected(now);
        if (!over && !now.isBefore(next) && !now.isAfter(end.minus(LAST))) {
            breakNext();
            next = now.plus(INTERVAL);
        }
    }

    private void settleQuiet(Instant now) {
        for (var open : summary.open()) {
            if (open.broken().fault() == Fault.BUSY && quiet(open.since(), now)) {
                summary.leftAlone(open.broken().seat());
            }
        }
    }

    private static boolean quiet(Instant since, Instant now) {
        return !now.isBefore(since.plus(QUIET));
    }

    private void continueProtected(Instant now) {
        for (var stopped : Map.copyOf(toContinue).entrySet()) {
            var seat = stopped.getKey();
            if (quiet(stopped.getValue(), now) && !summary.isOpen(seat)) {
                toContinue.remove(seat);
                mend(seat);
            }
        }
    }

    private void mend(String seat) {
        try {
            sessions.mend(seat);
            say.accept(seat + ": continued by practice itself");
        } catch (IOException e) {
            say.accept(seat + " could not be continued: " + e.getMessage());
        }
    }

    /** The next fault of the round for which a session is whole; none, where all are ill. */
    private void breakNext() {
        for (int tried = 0; tried < ROUND.size(); tried++) {
            var fault = ROUND.get(turn++ % ROUND.size());
            try {
                if (breakOne(fault)) {
                    return;
                }
            } catch (IOException e) {
                say.accept(fault.word() + " could not be done: " + e.getMessage());
            }
        }
    }

    /**
     * Breaks one session now, out of turn, and takes it into the summary.
     *
     * @return false where no session that suits is whole at the moment
     * @throws IOException where the fault could not be injected
     */
    public synchronized boolean breakOne(Fault fault) throws IOException {
        var now = clock.instant();
        var broken = summary.recording(now, () -> sessions.breakOne(fault));
        broken.ifPresent(done -> announce(done, now));
        return broken.isPresent();
    }

    private void announce(Broken broken, Instant at) {
        if (broken.fault() == Fault.PROTECTED) {
            toContinue.put(broken.seat(), at);
        }
        say.accept(broken.line() + "; expected: " + expectation(broken.fault()));
    }

    private static String expectation(Fault fault) {
        return fault.symptom().map(Object::toString).orElse("healthy") + ", "
                + (fault.heals() ? "healed" : "left alone");
    }

    /**
     * Breaks nothing more, and waits until everything is settled. The plan must have been started.
     *
     * @return false where the time ran out first
     */
    public boolean settle(Duration atMost) throws InterruptedException {
        synchronized (this) {
            over = true;
        }
        return summary.awaitSettled(atMost);
    }

    @Override
    public synchronized void close() {
        over = true;
        if (ticking != null) {
            ticking.cancel(false);
        }
    }
}
