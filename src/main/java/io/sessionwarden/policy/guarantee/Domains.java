package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.guarantee.Claim.Any;
import io.sessionwarden.policy.guarantee.Claim.Single;
import io.sessionwarden.policy.guarantee.Comparison.Outcome;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Which values of each field are still thought of. What it says of claims follows from these values alone. Immutable. */
final class Domains {

    /** A claim about more combinations of values than that is looked at when its fields have fewer left. */
    private static final long MOST_COMBINATIONS = 50_000;

    private final BitSet[] left;

    private Domains(BitSet[] left) {
        this.left = left;
    }

    /** Every value of every field. */
    static Domains all(Boundaries boundaries) {
        return new Domains(boundaries.values().stream()
                .map(values -> {
                    var all = new BitSet(values.size());
                    all.set(0, values.size());
                    return all;
                })
                .toArray(BitSet[]::new));
    }

    int count(int field) {
        return left[field].cardinality();
    }

    /** The number of the field's first value that is left. */
    int first(int field) {
        return left[field].nextSetBit(0);
    }

    /** The numbers of the field's values that are left. */
    int[] numbers(int field) {
        return left[field].stream().toArray();
    }

    boolean has(int field, int value) {
        return left[field].get(value);
    }

    /** That value and no other. */
    Domains only(int field, int value) {
        var one = new BitSet();
        one.set(value);
        return with(field, one);
    }

    private Domains with(int field, BitSet values) {
        var changed = left.clone();
        changed[field] = values;
        return new Domains(changed);
    }

    /** Whether some combination of what is left may bear the claim out. */
    boolean allow(Claim claim) {
        if (claim instanceof Any any) {
            return any.branches().stream().anyMatch(this::allow);
        }
        var single = (Single) claim;
        return tooMany(single.comparison()) || any(single.comparison(), chosen -> bearsOut(single, chosen));
    }

    /** Whether each of these claims may be borne out, taken by itself. */
    boolean allow(List<Claim> claims) {
        return claims.stream().allMatch(this::allow);
    }

    /** Whether every combination of what is left bears the claim out. */
    boolean ensure(Claim claim) {
        if (claim instanceof Any any) {
            return any.branches().stream().anyMatch(this::ensure);
        }
        var single = (Single) claim;
        return !tooMany(single.comparison()) && !any(single.comparison(), chosen -> !bearsOut(single, chosen));
    }

    /** Whether every combination of what is left bears out each of these claims. */
    boolean ensure(List<Claim> claims) {
        return claims.stream().allMatch(this::ensure);
    }

    /** Without the values that are in no combination which bears the claim out; a field may have none left then. */
    Domains narrowed(Single claim) {
        var fields = claim.comparison().fields();
        if (tooMany(claim.comparison())) {
            return this;
        }
        var kept = new BitSet[fields.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new BitSet();
        }
        any(claim.comparison(), chosen -> {
            if (bearsOut(claim, chosen)) {
                for (int i = 0; i < kept.length; i++) {
                    kept[i].set(chosen[i]);
                }
            }
            return false;
        });
        var narrowed = this;
        for (int i = 0; i < kept.length; i++) {
            int field = fields.get(i);
            narrowed = kept[i].equals(left[field]) ? narrowed : narrowed.with(field, kept[i]);
        }
        return narrowed;
    }

    private static boolean bearsOut(Single claim, int[] chosen) {
        return claim.comparison().outcome(chosen) == Outcome.of(claim.wanted());
    }

    private boolean tooMany(Comparison comparison) {
        long combinations = 1;
        for (int field : comparison.fields()) {
            combinations *= left[field].cardinality();
            if (combinations > MOST_COMBINATIONS) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the combinations of what is left of the comparison's fields is like that. */
    boolean any(Comparison comparison, Predicate<int[]> like) {
        var fields = comparison.fields();
        var chosen = new int[fields.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = left[fields.get(i)].nextSetBit(0);
            if (chosen[i] < 0) {
                return false;
            }
        }
        do {
            if (like.test(chosen)) {
                return true;
            }
        } while (next(fields, chosen));
        return false;
    }

    /** Goes on to the next combination; false after the last. */
    private boolean next(List<Integer> fields, int[] chosen) {
        for (int i = chosen.length - 1; i >= 0; i--) {
            var values = left[fields.get(i)];
            int value = values.nextSetBit(chosen[i] + 1);
            chosen[i] = value >= 0 ? value : values.nextSetBit(0);
            if (value >= 0) {
                return true;
            }
        }
        return false;
    }
}
