package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.ConditionView.Joint;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.guarantee.Claim.Any;
import io.sessionwarden.policy.guarantee.Claim.Single;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes conditions and rules apart into claims about single comparisons. For one thread. */
final class Claims {

    private final Boundaries boundaries;
    private final Map<String, Comparison> comparisons = new HashMap<>();

    Claims(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    /** All these conditions hold. */
    List<Claim> hold(List<ConditionView> conditions) {
        return conditions.stream()
                .flatMap(condition -> claim(condition, true).stream())
                .toList();
    }

    /** The rule does not apply, and can be evaluated. */
    Claim silent(RuleView rule) {
        return new Any(branches(rule.conditions(), false));
    }

    /** The rule can be evaluated, whether it applies or not. */
    Claim sound(RuleView rule) {
        var branches = new ArrayList<>(branches(rule.conditions(), false));
        branches.add(hold(rule.conditions()));
        return new Any(branches);
    }

    /** Whether there are values for which the rule cannot be evaluated, as far as can be told. */
    boolean mayFail(RuleView rule) {
        return rule.conditions().stream().anyMatch(this::mayFail);
    }

    private boolean mayFail(ConditionView condition) {
        return condition.joint() == Joint.NONE
                ? comparison(condition).mayFail()
                : condition.parts().stream().anyMatch(this::mayFail);
    }

    private List<Claim> claim(ConditionView condition, boolean wanted) {
        var parts = condition.parts();
        return switch (condition.joint()) {
            case NONE -> List.of(new Single(comparison(condition), wanted));
            case NOT -> claim(parts.get(0), !wanted);
            case AND, OR -> {
                boolean all = (condition.joint() == Joint.AND) == wanted;
                yield all
                        ? parts.stream()
                                .flatMap(part -> claim(part, wanted).stream())
                                .toList()
                        : List.of(new Any(branches(parts, wanted)));
            }
        };
    }

    /** For each part: it is as wanted, and those before it are not. */
    private List<List<Claim>> branches(List<ConditionView> parts, boolean wanted) {
        var branches = new ArrayList<List<Claim>>();
        var before = List.<Claim>of();
        for (var part : parts) {
            branches.add(join(before, claim(part, wanted)));
            before = join(before, claim(part, !wanted));
        }
        return branches;
    }

    private static List<Claim> join(List<Claim> first, List<Claim> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private Comparison comparison(ConditionView condition) {
        return comparisons.computeIfAbsent(condition.text(), text -> new Comparison(condition, boundaries));
    }
}
