package io.sessionwarden.policy.guarantee;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Combinations of values in which every pair of values of two fields stands together at least once. In row {@code a, b} of
 * {@code p * p} the field of number {@code j} has the value {@code a * j + b} modulo the prime {@code p}: for two fields these
 * are two equations with one solution for every pair. Pure.
 */
final class Pairs {

    private Pairs() {}

    /**
     * The combinations, in each the number of a value for each field.
     *
     * @param domains the values to choose from
     * @param fields the fields that matter
     */
    static Stream<Map<Integer, Integer>> of(Domains domains, List<Integer> fields) {
        int most = fields.stream().mapToInt(domains::count).max().orElse(1);
        int prime = BigInteger.valueOf(Math.max(most, fields.size()) - 1L)
                .nextProbablePrime()
                .intValueExact();
        return IntStream.range(0, prime * prime)
                .mapToObj(row -> combination(domains, fields, prime, row / prime, row % prime));
    }

    private static Map<Integer, Integer> combination(Domains domains, List<Integer> fields, int prime, int a, int b) {
        var chosen = new HashMap<Integer, Integer>();
        for (int j = 0; j < fields.size(); j++) {
            var numbers = domains.numbers(fields.get(j));
            chosen.put(fields.get(j), numbers[(a * j + b) % prime % numbers.length]);
        }
        return chosen;
    }
}
