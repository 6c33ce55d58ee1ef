package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.guarantee.GuaranteeReport.IdleRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What trying a policy shows of its rules themselves: those without any effect, and what they leave out. For one thread. */
final class Analysis {

    /** A session that people use, and that has been sick for a day. */
    private static final String LONG_SICK =
            "automatic, kind == USER, state not in (Unknown, Listen), !wardensOwn, symptom != \"\", sickSeconds >= 86400";

    private final OpenPolicy policy;
    private final TriedPolicy tried;
    private final Search search;

    Analysis(OpenPolicy policy, TriedPolicy tried, Search search) {
        this.policy = policy;
        this.tried = tried;
        this.search = search;
    }

    /** The conditions that are tried besides those of the rules. */
    static List<ConditionView> conditions(OpenPolicy policy) throws PolicyException {
        return policy.conditions(LONG_SICK);
    }

    /** The rules that never fire or never decide; where time runs out, those that are certain. */
    List<IdleRule> idleRules() {
        var idle = new ArrayList<IdleRule>();
        for (var rule : policy.rules()) {
            idleness(rule).ifPresent(why -> idle.add(new IdleRule(rule, why)));
        }
        return idle;
    }

    private Optional<String> idleness(RuleView rule) {
        var applies = search.find(tried.meets(rule.conditions()));
        if (search.cut()) {
            return Optional.empty();
        }
        if (applies.isEmpty()) {
            return Optional.of("never fires: " + obstacle(rule));
        }
        if (!rule.counts() || search.find(tried.decides(rule)).isPresent() || search.cut()) {
            return Optional.empty();
        }
        return Optional.of("never decides: wherever it applies, "
                + shadow(rule)
                        .map(stronger -> stronger.weight().word() + " is said as well by " + TriedPolicy.told(stronger))
                        .orElse("something stronger is said as well, each time by another rule"));
    }

    /** A rule that by itself is always stronger, where there is one. */
    private Optional<RuleView> shadow(RuleView rule) {
        return tried.strongerThan(rule).stream()
                .filter(stronger ->
                        search.find(tried.appliesWithout(rule, stronger)).isEmpty())
                .findFirst();
    }

    /** A condition that nothing meets by itself is the likeliest mistake. */
    private String obstacle(RuleView rule) {
        return rule.conditions().stream()
                .filter(condition ->
                        search.find(tried.meets(List.of(condition))).isEmpty())
                .findFirst()
                .map(condition -> "none of the values tried meets " + condition.text())
                .orElse("no combination of values meets all its conditions");
    }

    /** A session that has been sick for longer than any threshold, and of which no rule says anything. */
    Optional<Counterexample> gap() throws PolicyException {
        var conditions = new ArrayList<>(conditions(policy));
        conditions.addAll(
                policy.conditions("sickSeconds >= " + tried.boundaries().largest("sickSeconds")));
        var claims = new ArrayList<>(tried.meets(conditions));
        claims.addAll(tried.nothingSaid());
        return search.simplest(claims)
                .map(found -> tried.counterexample(tried.fact(found), Optional.empty(), conditions));
    }
}
