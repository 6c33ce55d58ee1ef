package io.sessionwarden.policy.explain;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.explain.Explanation.Silent;
import io.sessionwarden.policy.explain.Explanation.Spoke;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Explains what a policy decides. Pure; each condition is evaluated by itself on the one flat fact. */
public final class Explainer {

    private final ResetRequest request;
    private final SortedMap<String, String> shown;

    private Explainer(OpenPolicy policy, ResetRequest request) {
        this.request = request;
        this.shown = policy.shown(request);
    }

    /** Why this policy decides that question as it does. */
    public static Explanation explain(OpenPolicy policy, Question question) {
        var request = policy.complete(question);
        var explainer = new Explainer(policy, request);
        var spoke = new ArrayList<Spoke>();
        var silent = new ArrayList<Silent>();
        for (var rule : policy.rules()) {
            var missing = rule.conditions().stream()
                    .filter(condition -> !explainer.holds(condition))
                    .findFirst();
            if (missing.isEmpty()) {
                spoke.add(new Spoke(rule, explainer.values(rule)));
            } else if (rule.effect() == Effect.PERMIT) {
                silent.add(explainer.silent(rule, missing));
            }
        }
        return new Explanation(policy.judge(question, request), spoke, silent, ContributingRows.of(policy, question));
    }

    private Silent silent(RuleView rule, Optional<ConditionView> missing) {
        var condition = missing.orElseThrow();
        return new Silent(rule, condition.text(), values(condition.fields()));
    }

    private boolean holds(ConditionView condition) {
        try {
            return condition.holds(request);
        } catch (ArithmeticException e) {
            // What cannot be evaluated does not hold; the decision is indeterminate and says why.
            return false;
        }
    }

    private SortedMap<String, String> values(RuleView rule) {
        var values = new TreeMap<String, String>();
        rule.conditions().forEach(condition -> values.putAll(values(condition.fields())));
        return values;
    }

    private SortedMap<String, String> values(Collection<String> fields) {
        var values = new TreeMap<>(shown);
        values.keySet().retainAll(fields);
        return values;
    }
}
