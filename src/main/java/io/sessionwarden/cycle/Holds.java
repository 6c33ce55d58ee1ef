package io.sessionwarden.cycle;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The one place that says why nothing automatic is begun, whatever the rules permit: because people said so, because the
 * watchdog has given it up to them, or because the warden itself is in no state to judge. A person's own request is never
 * held. Safe for use by several threads.
 */
final class Holds {

    /** What the titles of reasons begin with that hold something back; the kind follows, so that each is news. */
    static final String TITLE = "held: ";

    private final Ledger ledger;
    private final Vantage vantage;
    private final InstantSource clock;

    Holds(Ledger ledger, Vantage vantage, InstantSource clock) {
        this.ledger = ledger;
        this.vantage = vantage;
        this.clock = clock;
    }

    /**
     * Gives up a seat whose sessions have fallen ill as often within a day as limits.csv allows: durably, and told once. Time
     * alone does not give it back, because a human has not looked at it then.
     */
    void giveUpWhatKeepsFallingIll(Question question, Decision.Deny decision) {
        int most = decision.request().recurrenceGiveUpLimit();
        if (most < 0 || decision.request().recurrencesInDay() < most) {
            return;
        }
        var hold = Hold.givenUp(question);
        boolean known = ledger.holds().stream()
                .anyMatch(
                        other -> other.kind() == hold.kind() && other.subject().equals(hold.subject()));
        if (!known) {
            ledger.hold(hold, Events.givenUp(question, hold, decision.revision()));
        }
    }

    /** Whether the warden is in no state to judge sessions of that server: what waits goes on waiting. */
    boolean cannotJudge(String server) {
        return vantage.unfit(server).isPresent();
    }

    /** The decision as it counts: what the watchdog is held back from is denied, with the reason why. */
    Decision over(Decision decision, Question question) {
        if (!question.caller().isWatchdog() || decision instanceof Decision.Deny) {
            return decision;
        }
        return on(question)
                .<Decision>map(why ->
                        new Decision.Deny(List.of(why), decision.observed(), decision.revision(), decision.request()))
                .orElse(decision);
    }

    private Optional<Reason> on(Question question) {
        var now = clock.instant();
        return vantage.unfit(question.session().server())
                .map(why -> new Reason(TITLE + "the warden cannot judge", why))
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

    private static Reason told(Hold hold) {
        return switch (hold.kind()) {
            case PAUSE -> new Reason(TITLE + "paused", "paused by " + hold.who() + ": " + hold.reason());
            case KEEP -> new Reason(TITLE + "kept", "kept by " + hold.who() + ": " + hold.reason());
            case GIVEN_UP -> new Reason(TITLE + "given up", "given up (" + hold.reason() + "); go on with: warden ack");
        };
    }
}
