package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import java.math.BigInteger;
import java.util.List;

/**
 * One comparison within a condition, evaluated once for each combination of its fields' values and then remembered. For one
 * thread.
 */
final class Comparison {

    /** How it comes out. */
    enum Outcome {
        NO,
        YES,
        /** It cannot be evaluated, such as a division by nought. */
        FAULT;

        static Outcome of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    private static final int MOST_REMEMBERED = 1 << 20;

    private final ConditionView condition;
    private final Boundaries boundaries;
    private final List<Integer> fields;
    private final Outcome[] known;

    Comparison(ConditionView condition, Boundaries boundaries) {
        this.condition = condition;
        this.boundaries = boundaries;
        this.fields = condition.fields().stream().map(Boundaries::place).toList();
        long combinations = boundaries
                .combinations(fields)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
        this.known = new Outcome[combinations <= MOST_REMEMBERED ? (int) combinations : 0];
    }

    /** The places of the fields that it reads. */
    List<Integer> fields() {
        return fields;
    }

    /**
     * How it comes out.
     *
     * @param chosen the number of the value of each of its fields
     */
    Outcome outcome(int[] chosen) {
        if (known.length == 0) {
            return evaluate(chosen);
        }
        int at = 0;
        for (int i = 0; i < chosen.length; i++) {
            at = at * boundaries.values().get(fields.get(i)).size() + chosen[i];
        }
        var outcome = known[at];
        if (outcome == null) {
            outcome = evaluate(chosen);
            known[at] = outcome;
        }
        return outcome;
    }

    /** Whether some values of its fields make it fail; taken for granted where there are too many to try. */
    boolean mayFail() {
        return known.length == 0 || Domains.all(boundaries).any(this, chosen -> outcome(chosen) == Outcome.FAULT);
    }

    private Outcome evaluate(int[] chosen) {
        try {
            return Outcome.of(condition.holds(boundaries.fact(place -> {
                int own = fields.indexOf(place);
                return own < 0 ? 0 : chosen[own];
            })));
        } catch (ArithmeticException e) {
            return Outcome.FAULT;
        }
    }
}
