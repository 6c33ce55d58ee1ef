package io.sessionwarden.practice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was broken with what the watchdog recorded, and with what practice saw for itself. Does no I/O and asks no
 * clock. Safe for use by several threads; holds one open fault for each seat, and figures.
 *
 * <p>A fault that should heal is settled by {@link #healed}; one that should be left alone by {@link #leftAlone}. A session
 * that ends although nothing was done to it, or for the second time after one fault, was reset wrongly, whatever the
 * watchdog says; so is one that should have been left alone.
 */
public final class PracticeSummary {

    /** A fault that is not settled yet. */
    record Open(Broken broken, Instant since) {}

    private static final class Figures {
        private int broken;
        private int healed;
        private int leftAlone;
        private int wrong;
        private @Nullable Duration slowest;
    }

    private final Map<Fault, Figures> figures = new EnumMap<>(Fault.class);
    private final Map<String, Open> open = new TreeMap<>();
    private final Set<String> endedOnce = new HashSet<>();
    private final Set<String> wrongSince = new HashSet<>();
    private int unprovoked;

    public PracticeSummary() {
        for (var fault : Fault.values()) {
            figures.put(fault, new Figures());
        }
    }

    /** Breaks a session, if there is one to break. */
    @FunctionalInterface
    interface Breaking {
        Optional<Broken> breakOne() throws IOException;
    }

    /**
     * Breaks a session and records it as one: what the watchdog says of the session meanwhile is heard afterwards.
     *
     * @param at the time just before
     */
    synchronized Optional<Broken> recording(Instant at, Breaking breaking) throws IOException {
        var broken = breaking.breakOne();
        broken.ifPresent(done -> broken(done, at));
        return broken;
    }

    /** A session was broken on purpose. */
    public synchronized void broken(Broken broken, Instant at) {
        of(broken.fault()).broken++;
        open.put(broken.seat(), new Open(broken, at));
        endedOnce.remove(broken.seat());
        wrongSince.remove(broken.seat());
    }

    /** The watchdog recorded that it reset the session at that seat and proved that it worked. */
    public synchronized void healed(String seat, Instant at) {
        var fault = open.get(seat);
        if (fault == null || !fault.broken().fault().heals()) {
            wronglyReset(seat);
            return;
        }
        var of = of(fault.broken().fault());
        var took = Duration.between(fault.since(), at);
        of.healed++;
        of.slowest = of.slowest == null || took.compareTo(of.slowest) > 0 ? took : of.slowest;
        settle(seat);
    }

    /** The watchdog recorded that it may not reset that session; or it saw nothing wrong with it for long enough. */
    public synchronized void leftAlone(String seat) {
        var fault = open.get(seat);
        if (fault != null && !fault.broken().fault().heals()) {
            of(fault.broken().fault()).leftAlone++;
            settle(seat);
        }
    }

    /** A session was reset that should not have been. Counted once until something is done to that seat again. */
    public synchronized void wronglyReset(String seat) {
        if (!wrongSince.add(seat)) {
            return;
        }
        var fault = open.get(seat);
        if (fault == null) {
            unprovoked++;
        } else {
            of(fault.broken().fault()).wrong++;
        }
        settle(seat);
    }

    /** Practice saw for itself that the session at that seat ended. */
    public synchronized void ended(String seat) {
        var fault = open.get(seat);
        if (fault == null || !fault.broken().fault().heals() || !endedOnce.add(seat)) {
            wronglyReset(seat);
        }
    }

    private void settle(String seat) {
        open.remove(seat);
        notifyAll();
    }

    private Figures of(Fault fault) {
        return Objects.requireNonNull(figures.get(fault));
    }

    /** The faults that are not settled yet. */
    synchronized List<Open> open() {
        return List.copyOf(open.values());
    }

    /** Whether what was done at that seat is not settled yet. */
    synchronized boolean isOpen(String seat) {
        return open.containsKey(seat);
    }

    /**
     * Waits until every fault is settled.
     *
     * @return false where the time ran out first
     */
    public synchronized boolean awaitSettled(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = end - System.nanoTime(); !open.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return open.isEmpty();
    }

    /** Whether something was broken, and every fault was healed or left alone as it should be. */
    public synchronized boolean success() {
        return unprovoked == 0
                && open.isEmpty()
                && figures.values().stream().allMatch(of -> of.wrong == 0)
                && figures.values().stream().anyMatch(of -> of.broken > 0);
    }

    /** Whether no session was broken, and none was reset all the same. */
    public synchronized boolean nothingBroken() {
        return unprovoked == 0 && figures.values().stream().allMatch(of -> of.broken == 0);
    }

    /** The longest that a session stayed broken until it was healed; empty where none was. */
    public synchronized Optional<Duration> slowest() {
        return figures.values().stream()
                .flatMap(of -> Optional.ofNullable(of.slowest).stream())
                .max(Duration::compareTo);
    }

    /** The summary for people, a line for each kind of fault, the verdict last. */
    public synchronized String text() {
        var lines = new ArrayList<String>();
        lines.add(
                "%-15s %6s %6s %10s %5s %8s".formatted("fault", "broken", "healed", "left alone", "wrong", "slowest"));
        for (var fault : Fault.values()) {
            var of = of(fault);
            lines.add("%-15s %6d %6s %10s %5d %8s"
                    .formatted(
                            fault.word(),
                            of.broken,
                            fault.heals() ? of.healed : "-",
                            fault.heals() ? "-" : of.leftAlone,
                            of.wrong,
                            of.slowest == null ? "-" : inSeconds(of.slowest)));
        }
        if (unprovoked > 0) {
            lines.add("sessions reset, or ended, although nothing was wrong with them: " + unprovoked);
        }
        open.values().forEach(left -> lines.add(notSettled(left.broken())));
        lines.add(verdict());
        return String.join("\n", lines);
    }

    private static String notSettled(Broken broken) {
        return broken.seat() + ": " + broken.fault().word()
                + (broken.fault().heals() ? " was not healed" : " was not seen to be left alone");
    }

    private String verdict() {
        if (success()) {
            return "Practice passed: every fault was healed that should be, and nothing else was touched.";
        }
        return nothingBroken()
                ? "Practice proved nothing: no session was broken. Let it run for longer."
                : "Practice failed.";
    }

    private static String inSeconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9);
    }
}
