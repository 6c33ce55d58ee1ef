package io.sessionwarden.policy.guarantee;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Something that must be so of the fact that is looked for. Immutable. */
sealed interface Claim {

    /** The places of the fields that it is about. */
    Set<Integer> fields();

    /** A comparison comes out as wanted. */
    record Single(Comparison comparison, boolean wanted, Set<Integer> fields) implements Claim {

        Single(Comparison comparison, boolean wanted) {
            this(comparison, wanted, Set.copyOf(comparison.fields()));
        }
    }

    /**
     * All claims of exactly one of some branches are so. Branches exclude each other: each begins with what the ones before it
     * lack, as the rules themselves evaluate their conditions one after the other.
     */
    record Any(List<List<Claim>> branches, Set<Integer> fields) implements Claim {

        Any(List<List<Claim>> branches) {
            this(
                    List.copyOf(branches),
                    fieldsOf(branches.stream().flatMap(List::stream).toList()));
        }
    }

    /** The places of the fields that some claims are about. */
    static Set<Integer> fieldsOf(List<Claim> claims) {
        var fields = new TreeSet<Integer>();
        claims.forEach(claim -> fields.addAll(claim.fields()));
        return fields;
    }
}
