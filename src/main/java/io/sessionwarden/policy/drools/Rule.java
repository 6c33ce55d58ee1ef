package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.util.List;

/**
 * One checked rule.
 *
 * @param title what people know it by; unique in a policy
 * @param file the file it stands in
 * @param line the line of its title
 * @param mode how far it may go by itself
 * @param conditions all of them must hold; none means always
 * @param effect what it wants then
 * @param delay how many seconds to wait, for {@link Effect#DEFER} and {@link Effect#WARN}; otherwise nought
 * @param message what people are told
 */
record Rule(
        String title,
        String file,
        int line,
        Mode mode,
        List<Condition> conditions,
        Effect effect,
        Expression delay,
        Expression message) {

    private static final int LONGEST_MESSAGE = 400;
    private static final long LONGEST_DELAY = Duration.ofDays(1).toSeconds();

    Rule {
        conditions = List.copyOf(conditions);
    }

    RuleView view() {
        return new RuleView(title, file, line, effect, mode, List.copyOf(conditions));
    }

    /**
     * Whether one of its conditions holds, or several of them together.
     *
     * @throws RuleFailure where that cannot be evaluated
     */
    boolean holds(Expression condition, ResetRequest request) {
        try {
            return condition.holds(request);
        } catch (ArithmeticException | IllegalStateException e) {
            throw new RuleFailure(this, e);
        }
    }

    /**
     * What it says of a request that meets its conditions. A delay is held between one second and one day.
     *
     * @throws RuleFailure where that cannot be evaluated
     */
    RuleOutcome say(ResetRequest request) {
        try {
            return outcome(request);
        } catch (ArithmeticException | IllegalStateException e) {
            throw new RuleFailure(this, e);
        }
    }

    private RuleOutcome outcome(ResetRequest request) {
        boolean waits = effect == Effect.DEFER || effect == Effect.WARN;
        long seconds = waits ? Math.min(Math.max(delay.number(request), 1), LONGEST_DELAY) : 0;
        var text = ForeignText.clean(Kind.label(message.value(request)), LONGEST_MESSAGE);
        return new RuleOutcome(effect, new Reason(title, text), Duration.ofSeconds(seconds), mode);
    }
}
