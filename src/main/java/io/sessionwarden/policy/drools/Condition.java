package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.ResetRequest;
import java.util.Map;
import java.util.Set;

/**
 * One condition of a rule with its own words.
 *
 * @param expression what is evaluated
 * @param text how it was written, in one line
 */
record Condition(Expression expression, String text) implements ConditionView {

    /** A condition and the part of a file that it was read from. */
    static Condition of(Expression expression, String written) {
        return new Condition(expression, written.strip().replaceAll("\\s+", " "));
    }

    @Override
    public boolean holds(ResetRequest request) {
        return expression.holds(request);
    }

    @Override
    public Set<String> fields() {
        return Mentions.in(expression).fields();
    }

    @Override
    public Map<String, Set<Object>> constants() {
        return Mentions.in(expression).constants();
    }

    @Override
    public Map<String, Set<String>> comparedWith() {
        return Mentions.in(expression).comparedWith();
    }
}
