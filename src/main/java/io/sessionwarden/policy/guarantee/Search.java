package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.RequestField;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleView;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Looks through all combinations of boundary values for a fact that meets some conditions and to which none of some rules
 * applies. Fields are given their values one after the other; as soon as a condition fails or a rule applies, everything
 * that the remaining fields could add is passed over, because it cannot matter. So all combinations are covered although
 * few are looked at. For one thread.
 */
final class Search {

    private static final int LOOK_AT_THE_CLOCK = 512;

    private final Boundaries boundaries;
    private final BooleanSupplier late;
    private final List<ConditionView> must;
    private final List<RuleView> mustNot;
    private final List<String> order;
    private final List<List<ConditionView>> mustAt = new ArrayList<>();
    private final List<List<RuleView>> mustNotAt = new ArrayList<>();
    private final Map<String, Object> current = new HashMap<>();
    private long looked;
    private boolean cut;

    /**
     * @param boundaries the values to try
     * @param late whether it is time to give up
     * @param must conditions that hold for what is looked for
     * @param mustNot rules that do not apply to it
     */
    Search(Boundaries boundaries, BooleanSupplier late, List<ConditionView> must, List<RuleView> mustNot) {
        this.boundaries = boundaries;
        this.late = late;
        this.must = must;
        this.mustNot = mustNot;
        this.order = List.copyOf(order(must, mustNot));
        order.forEach(field -> {
            mustAt.add(new ArrayList<>());
            mustNotAt.add(new ArrayList<>());
        });
        must.forEach(condition -> at(mustAt, condition.fields()).add(condition));
        mustNot.forEach(rule -> at(mustNotAt, fields(rule)).add(rule));
        RequestField.ALL.keySet().forEach(field -> current.put(field, boundaries.ordinary(field)));
    }

    /** A fact as simple as it can be, or nothing where there is none, or where time ran out. */
    Optional<ResetRequest> find() {
        boolean hopeless = order.isEmpty() && !fits(request());
        if (hopeless || !descend(0)) {
            return Optional.empty();
        }
        simplify();
        return Optional.of(request());
    }

    /** Whether it was given up before everything was covered. */
    boolean cut() {
        return cut;
    }

    /** How many combinations were looked at; the others follow from these. */
    long looked() {
        return looked;
    }

    /** How many combinations there are. */
    BigInteger combinations() {
        return combinations(boundaries, order);
    }

    static BigInteger combinations(Boundaries boundaries, Collection<String> fields) {
        return fields.stream()
                .map(field -> BigInteger.valueOf(boundaries.of(field).size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    Set<String> fields() {
        return Set.copyOf(order);
    }

    /** The fields of the conditions first; then of the rules, each time of the one that brings the fewest new ones. */
    private static Set<String> order(List<ConditionView> must, List<RuleView> mustNot) {
        var order = new LinkedHashSet<String>();
        must.forEach(condition -> order.addAll(condition.fields()));
        var rest = new ArrayList<>(mustNot.stream().map(Search::fields).toList());
        while (!rest.isEmpty()) {
            var next = rest.stream()
                    .min(Comparator.comparingLong(fields -> fields.stream()
                            .filter(field -> !order.contains(field))
                            .count()))
                    .orElseThrow();
            order.addAll(next);
            rest.remove(next);
        }
        return order;
    }

    private static Set<String> fields(RuleView rule) {
        var fields = new LinkedHashSet<String>();
        rule.conditions().forEach(condition -> fields.addAll(condition.fields()));
        return fields;
    }

    /** The place in the order from which on all these fields have values. */
    private <T> List<T> at(List<List<T>> places, Set<String> fields) {
        if (places.isEmpty()) {
            return new ArrayList<>();
        }
        return places.get(fields.stream().mapToInt(order::indexOf).max().orElse(0));
    }

    private boolean descend(int depth) {
        if (depth == order.size()) {
            return true;
        }
        var field = order.get(depth);
        for (var value : boundaries.of(field)) {
            if (++looked % LOOK_AT_THE_CLOCK == 0 && late.getAsBoolean()) {
                cut = true;
            }
            if (cut) {
                break;
            }
            current.put(field, value);
            if (allowed(depth, request()) && descend(depth + 1)) {
                return true;
            }
        }
        current.put(field, boundaries.ordinary(field));
        return false;
    }

    private boolean allowed(int depth, ResetRequest request) {
        return mustAt.get(depth).stream().allMatch(condition -> holds(condition, request))
                && mustNotAt.get(depth).stream().noneMatch(rule -> mayApply(rule, request));
    }

    /** Gives every field its ordinary value back where that changes nothing. */
    private void simplify() {
        for (var field : order) {
            var found = current.put(field, boundaries.ordinary(field));
            if (!fits(request())) {
                current.put(field, found == null ? boundaries.ordinary(field) : found);
            }
        }
    }

    private boolean fits(ResetRequest request) {
        return must.stream().allMatch(condition -> holds(condition, request))
                && mustNot.stream().noneMatch(rule -> mayApply(rule, request));
    }

    private ResetRequest request() {
        return RequestField.request(field -> current.getOrDefault(field.name(), boundaries.ordinary(field.name())));
    }

    private static boolean holds(ConditionView condition, ResetRequest request) {
        try {
            return condition.holds(request);
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** A rule that cannot be evaluated leaves the question without an answer, which permits nothing either. */
    private static boolean mayApply(RuleView rule, ResetRequest request) {
        try {
            return rule.applies(request);
        } catch (ArithmeticException e) {
            return true;
        }
    }
}
