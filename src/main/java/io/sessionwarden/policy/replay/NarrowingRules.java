package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.replay.Differences.OfRule;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which changes of a rule can permit nothing more, whatever the other rules and the tables say. Pure. */
final class NarrowingRules {

    /**
     * What a rule may fail to reckon: a division by nought, a number too large. Where it fails, whatever its effect and mode,
     * nothing is reset; without it, something may be.
     */
    private static final Pattern RECKONING = Pattern.compile("[*/%]");

    private NarrowingRules() {}

    static boolean canOnlyNarrow(OfRule change) {
        if (RECKONING.matcher(change.textBefore()).find()) {
            return false;
        }
        var before = counting(change.before());
        var after = counting(change.after());
        if (before != null && after != null && before.effect() == after.effect() && before.mode() == after.mode()) {
            return permits(after)
                    ? conditions(after).containsAll(conditions(before))
                    : holdsBack(after) && conditions(before).containsAll(conditions(after));
        }
        return (before == null || permits(before)) && (after == null || holdsBack(after));
    }

    private static @Nullable RuleView counting(@Nullable RuleView rule) {
        return rule == null || rule.mode() == Mode.OBSERVE ? null : rule;
    }

    private static boolean permits(RuleView rule) {
        return rule.effect() == Effect.PERMIT && rule.mode() == Mode.ENFORCE;
    }

    private static boolean holdsBack(RuleView rule) {
        return rule.effect() != Effect.PERMIT && rule.effect() != Effect.ASK;
    }

    private static Set<String> conditions(RuleView rule) {
        return rule.conditions().stream().map(ConditionView::text).collect(Collectors.toSet());
    }
}
