package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.RequestField;
import io.sessionwarden.policy.ResetRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * The values of each field at which conditions may change: every constant that it is compared with, the ones just below
 * and just above, what the tables may give it, and what stands for "cannot be told"; every word of a choice and both
 * values of a yes-or-no. Fields that are compared with each other share their values. The first value of each field is
 * its ordinary one. Immutable.
 *
 * @param fields every field of a fact, in the order of the record
 * @param values the values of each of these fields, in the same order; none is empty
 */
record Boundaries(List<RequestField> fields, List<List<Object>> values) {

    private static final String SYMPTOM = "symptom";
    private static final String ANOTHER = "another";
    private static final long UNTOLD = -1;
    private static final Map<String, Integer> PLACES = places();

    Boundaries {
        fields = List.copyOf(fields);
        values = List.copyOf(values);
    }

    /**
     * The values that matter to some conditions.
     *
     * @param tableValues what tables give to fields, by the fields' names
     * @param ordinary a fact whose values are the ordinary ones
     */
    static Boundaries of(
            Collection<ConditionView> conditions, Map<String, Set<Object>> tableValues, ResetRequest ordinary) {
        var constants = new HashMap<String, Set<Object>>();
        tableValues.forEach((field, found) -> add(constants, field, found));
        conditions.forEach(condition -> condition.constants().forEach((field, found) -> add(constants, field, found)));
        share(conditions, constants);
        var fields = List.copyOf(RequestField.ALL.values());
        return new Boundaries(
                fields,
                fields.stream()
                        .map(field ->
                                values(field, constants.getOrDefault(field.name(), Set.of()), field.value(ordinary)))
                        .toList());
    }

    /** What is compared with each other is given the same constants, over as many steps as it takes. */
    private static void share(Collection<ConditionView> conditions, Map<String, Set<Object>> constants) {
        boolean more = true;
        while (more) {
            more = false;
            for (var condition : conditions) {
                for (var pair : condition.comparedWith().entrySet()) {
                    for (var other : pair.getValue()) {
                        more |= add(constants, pair.getKey(), constants.getOrDefault(other, Set.of()));
                    }
                }
            }
        }
    }

    private static boolean add(Map<String, Set<Object>> constants, String field, Set<Object> found) {
        return constants.computeIfAbsent(field, name -> new HashSet<>()).addAll(List.copyOf(found));
    }

    private static List<Object> values(RequestField field, Set<Object> constants, Object ordinary) {
        var values = new LinkedHashSet<>(List.of(ordinary));
        if (field.number()) {
            values.addAll(numbers(field, constants));
        } else if (field.text()) {
            values.add("");
            values.addAll(new TreeSet<>(constants));
            values.add(field.name().equals(SYMPTOM) ? ANOTHER.toUpperCase(Locale.ROOT) : ANOTHER);
        } else {
            values.addAll(field.choices());
        }
        return List.copyOf(values);
    }

    /** From nought upwards, and last what cannot be told. */
    private static List<Long> numbers(RequestField field, Set<Object> constants) {
        var numbers = new TreeSet<>(List.of(0L));
        for (var constant : constants) {
            long number = (Long) constant;
            numbers.addAll(List.of(number - 1, number, number + 1));
        }
        long most = field.type() == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
        numbers.removeIf(number -> number < 0 || number > most);
        var values = new ArrayList<>(numbers);
        if (field.mayBeUntold()) {
            values.add(UNTOLD);
        }
        return values;
    }

    private static Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        RequestField.ALL.keySet().forEach(name -> places.put(name, places.size()));
        return Map.copyOf(places);
    }

    /** The place of the field of that name. */
    static int place(String field) {
        return Objects.requireNonNull(PLACES.get(field), field);
    }

    /** The ordinary value of the field of that name. */
    Object ordinary(String field) {
        return values.get(place(field)).get(0);
    }

    /** The largest value that is tried of a number. */
    long largest(String field) {
        return values.get(place(field)).stream()
                .mapToLong(value -> (Long) value)
                .max()
                .orElseThrow();
    }

    /** The fact whose field at each place has the value of that number. */
    ResetRequest fact(IntUnaryOperator chosen) {
        return RequestField.request(field -> {
            int place = place(field.name());
            return values.get(place).get(chosen.applyAsInt(place));
        });
    }

    /** How many combinations of the values of these fields there are. */
    BigInteger combinations(Collection<Integer> places) {
        return places.stream()
                .map(place -> BigInteger.valueOf(values.get(place).size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }
}
