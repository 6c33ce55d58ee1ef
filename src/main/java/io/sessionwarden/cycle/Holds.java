package io.sessionwarden.cycle;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says why nothing automatic is begun, whatever the rules permit: because people said so, because the
 * watchdog has given it up to them, or because the warden itself is in no state to judge. A person's own request is never
 * held. Safe for use by several threads.
 */
final class Holds {

    /** The title that reasons carry for what is held back. */
    static final String TITLE = "held";

    /** After a jump of the clock, and after most servers fell silent at once: so long is waited, and then looked afresh. */
    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final InstantSource clock;
    private final InstantSource steady;
    private final int servers;

    /** Whether each server gave no answer at its last sweep. */
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();

    private volatile @Nullable Instant unfitUntil;
    private volatile String unfit = "";

    Holds(Wiring wiring) {
        this.ledger = wiring.ledger();
        this.clock = wiring.clock();
        this.steady = wiring.steady();
        this.servers = wiring.servers().all().size();
    }

    /** The clock was set: ages and limits may be wrong. */
    void clockSet(Duration by) {
        unfit("the machine's clock was set by " + by.toSeconds() + " s");
    }

    /**
     * A server was swept.
     *
     * @param blind whether it gave no answer at all
     * @return what is to be told once, where most servers have just fallen silent: then it is rather the warden that is cut off
     */
    Optional<String> swept(String server, boolean blind) {
        silent.put(server, blind);
        long quiet = silent.values().stream().filter(Boolean::booleanValue).count();
        if (servers < 2 || quiet < 2 || quiet * 2 <= servers) {
            return Optional.empty();
        }
        boolean news = unfitNow().isEmpty();
        unfit(quiet + " of " + servers + " servers give no answer: it is rather the warden that is cut off");
        return news ? unfitNow() : Optional.empty();
    }

    private void unfit(String why) {
        unfit = why;
        unfitUntil = steady.instant().plus(COOLDOWN);
    }

    /** Why the warden itself is in no state to judge; nothing where it is. */
    Optional<String> unfitNow() {
        var until = unfitUntil;
        return until != null && steady.instant().isBefore(until) ? Optional.of(unfit) : Optional.empty();
    }

    /** The decision as it counts: what the watchdog is held back from is denied, with the reason why. */
    Decision over(Decision decision, Question question) {
        if (!question.caller().isWatchdog() || decision instanceof Decision.Deny) {
            return decision;
        }
        return on(question)
                .<Decision>map(why -> new Decision.Deny(
                        List.of(new Reason(TITLE, why)), decision.observed(), decision.revision(), decision.request()))
                .orElse(decision);
    }

    private Optional<String> on(Question question) {
        var now = clock.instant();
        return unfitNow()
                .or(() -> ledger.holds().stream()
                        .filter(hold -> hold.inForceAt(now) && concerns(hold, question))
                        .map(Holds::told)
                        .findFirst());
    }

    private static boolean concerns(Hold hold, Question question) {
        var subject = hold.subject();
        return switch (hold.kind()) {
            case PAUSE ->
                subject.equals(Hold.EVERYWHERE)
                        || subject.equals(question.session().server());
            case KEEP -> subject.equals(question.incident().id());
            case GIVEN_UP -> subject.equals(question.session().seat());
        };
    }

    private static String told(Hold hold) {
        return switch (hold.kind()) {
            case PAUSE -> "paused by " + hold.who() + ": " + hold.reason();
            case KEEP -> "kept by " + hold.who() + ": " + hold.reason();
            case GIVEN_UP -> "given up (" + hold.reason() + "); go on with: warden ack";
        };
    }
}
