package io.sessionwarden.cycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the warden itself is in a state to judge: its clock was not just set, its records can be written, it gets to run, and
 * it is not rather itself that is cut off than most of its servers. After each of these is over, it waits for a while and then
 * looks afresh. Goes by a clock that cannot be set. Safe for use by several threads.
 */
final class Vantage {

    /** So long nothing automatic is begun after the warden itself was in trouble. */
    static final Duration COOLDOWN = Duration.ofSeconds(30);

    /** A warden that did not get to run for so long has missed what happened meanwhile. */
    static final Duration LONGEST_FAINT = Duration.ofSeconds(5);

    private final InstantSource steady;
    private final int servers;

    /** Whether each server gave no answer at its last sweep. */
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();

    /** How long each server took to list its sessions, where that was so long that it says nothing of a session. */
    private final Map<String, Duration> slow = new ConcurrentHashMap<>();

    private @Nullable Trouble trouble;
    private @Nullable Instant lastPulse;

    /** Held while somebody is told: whoever only asks does not wait for that. */
    private final Object telling = new Object();

    /** Whether the last that was told is that it is unfit; guarded by {@link #telling}. */
    private boolean toldUnfit;

    /**
     * What there is to tell.
     *
     * @param fit whether the warden is fit to judge again, or is no longer
     */
    record News(boolean fit, String why) {}

    private record Trouble(String why, Instant until) {}

    /** @param servers how many are watched */
    Vantage(int servers, InstantSource steady) {
        this.servers = servers;
        this.steady = steady;
    }

    /** The clock was set: ages and limits may be wrong. */
    void clockSet(Duration by) {
        trouble("the machine's clock was set by " + by.toSeconds() + " s");
    }

    /** What the warden does could not be done, or could not be recorded. */
    void failed(RuntimeException failure) {
        trouble("the warden's own work failed (" + failure.getMessage() + ")");
    }

    /** To be called every second or so, by a thread that does nothing else. Where it never is, nobody misses it. */
    synchronized void pulse() {
        mindThePulse();
        lastPulse = steady.instant();
    }

    /**
     * A server's sessions were listed.
     *
     * @param blind whether it gave no answer at all
     * @param whole whether everything on it answered: what hung says so itself, and is no reason to mistrust the rest
     * @param took how long that took
     * @param timeout after how long it would have been given up
     */
    void listed(String server, boolean blind, boolean whole, Duration took, Duration timeout) {
        if (whole && took.multipliedBy(2).compareTo(timeout) > 0) {
            slow.put(server, took);
        } else {
            slow.remove(server);
        }
        silent.put(server, blind);
        long quiet = silent.values().stream().filter(Boolean::booleanValue).count();
        if (servers >= 2 && quiet >= 2 && quiet * 2 > servers) {
            trouble(quiet + " of " + servers + " servers give no answer: it is rather the warden that is cut off");
        }
    }

    private synchronized void trouble(String why) {
        trouble = new Trouble(why, steady.instant().plus(COOLDOWN));
    }

    private void mindThePulse() {
        if (lastPulse != null) {
            var gap = Duration.between(lastPulse, steady.instant());
            if (gap.compareTo(LONGEST_FAINT) > 0) {
                trouble("the warden itself did not get to run for " + gap.toSeconds() + " s");
            }
        }
    }

    /** Why the warden is in no state to judge at all; nothing where it is. */
    synchronized Optional<String> unfit() {
        mindThePulse();
        return trouble != null && steady.instant().isBefore(trouble.until())
                ? Optional.of(trouble.why())
                : Optional.empty();
    }

    /** Why nothing can be told of the sessions of that server; nothing where it can. */
    Optional<String> unfit(String server) {
        return unfit().or(() -> Optional.ofNullable(slow.get(server))
                .map(took -> server + " took " + took.toMillis() / 1000.0
                        + " s to list its sessions: what looks stuck there may only be slow"));
    }

    /**
     * Hands on what has become of the warden, where that is news. One is handed on after the other, in the order in which it
     * became so; what could not be told is still news.
     */
    void tell(Consumer<News> teller) {
        synchronized (telling) {
            var unfit = unfit();
            if (unfit.isPresent() != toldUnfit) {
                teller.accept(new News(
                        unfit.isEmpty(), unfit.orElse("it was fit to judge for " + COOLDOWN.toSeconds() + " s")));
                toldUnfit = unfit.isPresent();
            }
        }
    }
}
