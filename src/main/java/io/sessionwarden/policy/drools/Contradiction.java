package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.drools.Expression.Among;
import io.sessionwarden.policy.drools.Expression.Both;
import io.sessionwarden.policy.drools.Expression.Compare;
import io.sessionwarden.policy.drools.Expression.FieldValue;
import io.sessionwarden.policy.drools.Expression.Literal;
import io.sessionwarden.policy.drools.Expression.Not;
import io.sessionwarden.policy.drools.Expression.Same;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions that can never hold together, which Drools accepts in silence: a rule that was meant to deny would
 * then never speak. Looks at comparisons of one field with literals; what hangs on two fields or stands under {@code ||}
 * is not judged.
 */
final class Contradiction {

    private final Map<String, Range> ranges = new TreeMap<>();

    private Contradiction() {}

    /** The name of a field that the conditions leave no value for. */
    static Optional<String> find(List<Condition> conditions) {
        var contradiction = new Contradiction();
        conditions.forEach(condition -> contradiction.note(condition.expression()));
        return contradiction.ranges.entrySet().stream()
                .filter(entry -> entry.getValue().empty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void note(Expression condition) {
        if (condition instanceof Both both) {
            note(both.left());
            note(both.right());
        } else if (condition instanceof FieldValue flag) {
            range(flag).only(Set.of(true));
        } else if (condition instanceof Not not && not.of() instanceof FieldValue flag) {
            range(flag).only(Set.of(false));
        } else if (condition instanceof Compare compare) {
            note(compare);
        } else if (condition instanceof Same same) {
            note(same);
        } else if (condition instanceof Among among && among.of() instanceof FieldValue field) {
            if (among.choices().stream().allMatch(Literal.class::isInstance)) {
                range(field)
                        .only(among.choices().stream()
                                .map(choice -> ((Literal) choice).constant())
                                .collect(Collectors.toSet()));
            }
        }
    }

    private void note(Compare compare) {
        if (compare.left() instanceof FieldValue field && compare.right() instanceof Literal literal) {
            range(field).hold(compare.order(), (Long) literal.constant());
        } else if (compare.right() instanceof FieldValue field && compare.left() instanceof Literal literal) {
            range(field).hold(compare.order().mirrored(), (Long) literal.constant());
        }
    }

    private void note(Same same) {
        if (same.left() instanceof FieldValue field && same.right() instanceof Literal literal) {
            range(field).hold(same.wanted(), literal.constant());
        } else if (same.right() instanceof FieldValue field && same.left() instanceof Literal literal) {
            range(field).hold(same.wanted(), literal.constant());
        }
    }

    private Range range(FieldValue field) {
        return ranges.computeIfAbsent(field.field().name(), name -> new Range());
    }

    /** What the conditions leave of one field's values. */
    private static final class Range {
        private long least = Long.MIN_VALUE;
        private long most = Long.MAX_VALUE;
        private @Nullable Set<Object> only;
        private final Set<Object> not = new HashSet<>();

        void only(Set<?> values) {
            if (only == null) {
                only = new HashSet<>(values);
            } else {
                only.retainAll(values);
            }
        }

        void hold(Order order, long value) {
            switch (order) {
                case EQUAL, UNEQUAL -> hold(order == Order.EQUAL, (Object) value);
                case LESS -> most = Math.min(most, value - 1);
                case AT_MOST -> most = Math.min(most, value);
                case MORE -> least = Math.max(least, value + 1);
                case AT_LEAST -> least = Math.max(least, value);
            }
        }

        void hold(boolean wanted, Object value) {
            if (wanted) {
                only(Set.of(value));
            } else {
                not.add(value);
            }
        }

        boolean empty() {
            return least > most || (only != null && only.stream().noneMatch(this::allows));
        }

        private boolean allows(Object value) {
            return !not.contains(value) && !(value instanceof Long number && (number < least || number > most));
        }
    }
}
