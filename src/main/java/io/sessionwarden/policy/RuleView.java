package io.sessionwarden.policy;

import io.sessionwarden.policy.RuleOutcome.Effect;
import java.util.List;

/**
 * One rule, as somebody who explains or tries the policy sees it.
 *
 * @param title what people know it by; unique in a policy
 * @param file the file it stands in, {@code rules/people.drl}
 * @param line the line of its title
 * @param effect what it says
 * @param mode how far it counts: one that is only observed says nothing, one that asks turns its permit into ask
 * @param conditions all of them must hold, in the order of the file; none means always
 */
public record RuleView(String title, String file, int line, Effect effect, Mode mode, List<ConditionView> conditions) {

    public RuleView {
        conditions = List.copyOf(conditions);
    }

    /**
     * Whether all its conditions hold for this request.
     *
     * @throws ArithmeticException where one cannot be evaluated for it
     */
    public boolean applies(ResetRequest request) {
        for (var condition : conditions) {
            if (!condition.holds(request)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what it says counts. */
    public boolean counts() {
        return mode != Mode.OBSERVE;
    }

    /** What it comes to where it counts. */
    public Effect weight() {
        return effect.in(mode);
    }

    /** {@code rules/people.drl:15}. */
    public String place() {
        return file + ":" + line;
    }
}
