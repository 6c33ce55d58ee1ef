package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.drools.Expression.Both;
import io.sessionwarden.policy.drools.Expression.Either;
import io.sessionwarden.policy.drools.Expression.Not;
import io.sessionwarden.policy.drools.Field.Flag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One condition of a rule with its own words.
 *
 * @param expression what is evaluated
 * @param text how it was written, in one line
 * @param test evaluates it
 */
record Condition(Expression expression, String text, Flag test) implements ConditionView {

    private Condition(Expression expression, String text) {
        this(expression, text, expression.test());
    }

    /** A condition and the part of a file that it was read from. */
    static Condition of(Expression expression, String written) {
        return new Condition(expression, written.strip().replaceAll("\\s+", " "));
    }

    @Override
    public boolean holds(ResetRequest request) {
        return test.of(request);
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

    @Override
    public Joint joint() {
        if (expression instanceof Not) {
            return Joint.NOT;
        }
        if (expression instanceof Both) {
            return Joint.AND;
        }
        return expression instanceof Either ? Joint.OR : Joint.NONE;
    }

    @Override
    public List<ConditionView> parts() {
        if (expression instanceof Not not) {
            return parts(not.of());
        }
        if (expression instanceof Both both) {
            return parts(both.left(), both.right());
        }
        return expression instanceof Either either ? parts(either.left(), either.right()) : List.of();
    }

    private static List<ConditionView> parts(Expression... parts) {
        return Arrays.stream(parts)
                .<ConditionView>map(part -> new Condition(part, part.text()))
                .toList();
    }
}
