package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
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

    Rule {
        conditions = List.copyOf(conditions);
    }

    RuleView view() {
        return new RuleView(title, file, line, effect, mode, List.copyOf(conditions));
    }
}
