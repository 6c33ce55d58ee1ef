package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.drools.Expression.Among;
import io.sessionwarden.policy.drools.Expression.Both;
import io.sessionwarden.policy.drools.Expression.Compare;
import io.sessionwarden.policy.drools.Expression.Contains;
import io.sessionwarden.policy.drools.Expression.Either;
import io.sessionwarden.policy.drools.Expression.FieldValue;
import io.sessionwarden.policy.drools.Expression.Join;
import io.sessionwarden.policy.drools.Expression.Literal;
import io.sessionwarden.policy.drools.Expression.Matches;
import io.sessionwarden.policy.drools.Expression.Not;
import io.sessionwarden.policy.drools.Expression.Reckon;
import io.sessionwarden.policy.drools.Expression.Same;
import io.sessionwarden.policy.drools.Expression.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which fields a condition reads, and what it compares them with. */
final class Mentions {

    private final Set<String> fields = new TreeSet<>();
    private final Map<String, Set<Object>> constants = new TreeMap<>();
    private final Map<String, Set<String>> comparedWith = new TreeMap<>();

    private Mentions() {}

    static Mentions in(Expression condition) {
        var mentions = new Mentions();
        mentions.visit(condition);
        return mentions;
    }

    Set<String> fields() {
        return Collections.unmodifiableSet(fields);
    }

    Map<String, Set<Object>> constants() {
        return Collections.unmodifiableMap(constants);
    }

    Map<String, Set<String>> comparedWith() {
        return Collections.unmodifiableMap(comparedWith);
    }

    private void visit(Expression expression) {
        if (expression instanceof Both both) {
            visit(both.left());
            visit(both.right());
        } else if (expression instanceof Either either) {
            visit(either.left());
            visit(either.right());
        } else if (expression instanceof Not not) {
            visit(not.of());
        } else {
            compared(leaves(expression));
        }
    }

    /** Everything in one comparison meets: every field with every constant and every other field of its kind. */
    private void compared(List<Expression> leaves) {
        for (var leaf : leaves) {
            if (!(leaf instanceof FieldValue value)) {
                continue;
            }
            var name = value.field().name();
            fields.add(name);
            for (var other : leaves) {
                if (!other.kind().equals(leaf.kind())) {
                    continue;
                }
                if (other instanceof Literal literal) {
                    constants
                            .computeIfAbsent(name, field -> new LinkedHashSet<>())
                            .add(literal.constant());
                } else if (other instanceof FieldValue field
                        && !field.field().name().equals(name)) {
                    comparedWith
                            .computeIfAbsent(name, one -> new TreeSet<>())
                            .add(field.field().name());
                }
            }
        }
    }

    private static List<Expression> leaves(Expression expression) {
        var leaves = new ArrayList<Expression>();
        gather(expression, leaves);
        return leaves;
    }

    private static void gather(Expression expression, List<Expression> leaves) {
        if (expression instanceof Compare compare) {
            gather(compare.left(), leaves);
            gather(compare.right(), leaves);
        } else if (expression instanceof Same same) {
            gather(same.left(), leaves);
            gather(same.right(), leaves);
        } else if (expression instanceof Reckon reckon) {
            gather(reckon.left(), leaves);
            gather(reckon.right(), leaves);
        } else if (expression instanceof Join join) {
            gather(join.left(), leaves);
            gather(join.right(), leaves);
        } else if (expression instanceof Among among) {
            gather(among.of(), leaves);
            among.choices().forEach(choice -> gather(choice, leaves));
        } else if (expression instanceof Contains contains) {
            gather(contains.of(), leaves);
            gather(contains.part(), leaves);
        } else if (expression instanceof Matches matches) {
            gather(matches.of(), leaves);
            PatternSample.of(matches.pattern()).ifPresent(text -> leaves.add(new Literal(Kind.TEXT, text)));
        } else if (expression instanceof Not || expression instanceof Both || expression instanceof Either) {
            // A yes-or-no that is compared with another, such as (automatic && standing) == wardensOwn.
            var inner = in(expression);
            inner.fields.forEach(name -> Field.find(name).map(FieldValue::new).ifPresent(leaves::add));
        } else if (!(expression instanceof Word)) {
            leaves.add(expression);
        }
    }
}
