package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.RuleOutcome.Effect;
import java.util.List;
import java.util.Set;

/**
 * What must never be said of any fact that meets its conditions.
 *
 * @param title what people know it by
 * @param file the file it stands in: {@code rules/never.yaml}
 * @param line the line it begins in
 * @param conditions all of them must hold; none means always
 * @param never the words that must not come out; not empty
 */
public record Guarantee(String title, String file, int line, List<ConditionView> conditions, Set<Effect> never) {

    public Guarantee {
        conditions = List.copyOf(conditions);
        never = Set.copyOf(never);
        if (never.isEmpty()) {
            throw new IllegalArgumentException("a guarantee names what must never be said");
        }
    }

    /** {@code rules/never.yaml:3}. */
    public String place() {
        return file + ":" + line;
    }
}
