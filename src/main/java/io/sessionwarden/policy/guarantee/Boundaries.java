package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Ownership;
import io.sessionwarden.policy.RequestField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of each field at which conditions may change: every constant that it is compared with, the ones just below
 * and just above, what the tables may give it, and what stands for "cannot be told"; every word of a choice and both
 * values of a yes-or-no. Fields that are compared with each other share their values. The first value of each field is
 * its ordinary one. Immutable.
 *
 * @param values by the field's name; every field has some
 */
record Boundaries(Map<String, List<Object>> values) {

    private static final String ANOTHER = "another";
    private static final long UNTOLD = -1;

    static Boundaries of(Collection<ConditionView> conditions, Map<String, Set<Object>> tableValues) {
        var constants = new HashMap<String, Set<Object>>();
        tableValues.forEach((field, found) -> add(constants, field, found));
        conditions.forEach(condition -> condition.constants().forEach((field, found) -> add(constants, field, found)));
        share(conditions, constants);
        var values = new HashMap<String, List<Object>>();
        for (var field : RequestField.ALL.values()) {
            values.put(field.name(), values(field, constants.getOrDefault(field.name(), Set.of())));
        }
        return new Boundaries(Collections.unmodifiableMap(values));
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

    private static List<Object> values(RequestField field, Set<Object> constants) {
        if (field.number()) {
            return numbers(constants);
        }
        if (field.text()) {
            var texts = new LinkedHashSet<Object>(List.of("", ANOTHER));
            texts.addAll(new TreeSet<>(constants));
            return List.copyOf(texts);
        }
        var choices = new ArrayList<>(field.choices());
        // Nobody's session is the ordinary case; the words go from all to nothing.
        choices.sort(Comparator.comparing(choice -> choice != Ownership.NONE));
        return List.copyOf(choices);
    }

    private static List<Object> numbers(Set<Object> constants) {
        var numbers = new TreeSet<Long>();
        for (var constant : constants) {
            long number = (Long) constant;
            numbers.addAll(List.of(number - 1, number, number + 1));
        }
        numbers.removeIf(number -> number < UNTOLD);
        var values = new LinkedHashSet<Object>(List.of(0L, UNTOLD));
        values.addAll(numbers);
        return List.copyOf(values);
    }

    List<Object> of(String field) {
        return values.getOrDefault(field, List.of());
    }

    Object ordinary(String field) {
        return of(field).get(0);
    }
}
