package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.drools.Expression.Writer;
import io.sessionwarden.policy.drools.Field.Amount;
import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.util.function.Predicate;

/** A rule that can be evaluated. Immutable and pure. */
final class ReadyRule {

    private static final int LONGEST_MESSAGE = 400;

    /** Enough for nearly every message, so that it is not copied while it grows. */
    private static final int USUAL_LENGTH = 200;

    private static final long LONGEST_DELAY = Duration.ofDays(1).toSeconds();

    private final Rule rule;
    private final Effect weight;
    private final boolean waits;
    private final Amount delay;
    private final Writer message;

    ReadyRule(Rule rule) {
        this.rule = rule;
        this.weight = rule.effect().in(rule.mode());
        this.waits = rule.effect() == Effect.DEFER || rule.effect() == Effect.WARN;
        this.delay = rule.delay().number();
        this.message = rule.message().writer();
    }

    Rule rule() {
        return rule;
    }

    /** Whether what it says counts. */
    boolean counts() {
        return rule.mode() != Mode.OBSERVE;
    }

    /** What that comes to where it counts. */
    Effect weight() {
        return weight;
    }

    /** What sends requests on from one node to another by one of its conditions; throws {@link RuleFailure} where that cannot be done. */
    Predicate<Asked> narrowing(Condition condition, int from, int to) {
        var test = condition.test();
        return asked -> {
            try {
                return asked.narrow(from, to, test);
            } catch (ArithmeticException | IllegalStateException e) {
                throw new RuleFailure(rule, e);
            }
        };
    }

    /**
     * What it says of a request that meets its conditions. A delay is held between one second and one day.
     *
     * @throws RuleFailure where that cannot be evaluated
     */
    RuleOutcome say(ResetRequest request) {
        try {
            long seconds = waits ? Math.min(Math.max(delay.of(request), 1), LONGEST_DELAY) : 0;
            return new RuleOutcome(
                    rule.effect(),
                    new Reason(rule.title(), message(request)),
                    Duration.ofSeconds(seconds),
                    rule.mode());
        } catch (ArithmeticException | IllegalStateException e) {
            throw new RuleFailure(rule, e);
        }
    }

    private String message(ResetRequest request) {
        var text = new StringBuilder(USUAL_LENGTH);
        message.write(request, text);
        var whole = text.toString();
        return whole.length() <= LONGEST_MESSAGE ? whole : ForeignText.clean(whole, LONGEST_MESSAGE);
    }
}
