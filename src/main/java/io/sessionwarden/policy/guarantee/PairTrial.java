package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries a guarantee on combinations that hold every pair of values, where there was no time for all; at most on
 * {@value #MOST}, which is enough for some 140 values of a field. For one thread.
 */
final class PairTrial {

    private static final int MOST = 20_000;

    private final TriedPolicy tried;
    private final Guarantee guarantee;
    private long count;
    private Optional<Counterexample> broken = Optional.empty();

    /**
     * @param fields the places of the fields that matter
     */
    PairTrial(TriedPolicy tried, Guarantee guarantee, List<Integer> fields) {
        this.tried = tried;
        this.guarantee = guarantee;
        var all = Domains.all(tried.boundaries());
        var met = new Narrowing(all, tried.meets(guarantee.conditions()));
        if (met.possible()) {
            tryAll(Pairs.of(met.domains(), fields)
                    .limit(MOST)
                    .filter(this::meets)
                    .iterator());
        }
    }

    private void tryAll(Iterator<Map<Integer, Integer>> combinations) {
        while (broken.isEmpty() && combinations.hasNext()) {
            var chosen = combinations.next();
            count++;
            if (breaks(chosen)) {
                broken = Optional.of(counterexample(chosen));
            }
        }
    }

    /** How many combinations met the guarantee's conditions and were tried. */
    BigInteger tried() {
        return BigInteger.valueOf(count);
    }

    Optional<Counterexample> broken() {
        return broken;
    }

    private boolean meets(Map<Integer, Integer> chosen) {
        var fact = fact(chosen);
        try {
            return guarantee.conditions().stream().allMatch(condition -> condition.holds(fact));
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private boolean breaks(Map<Integer, Integer> chosen) {
        try {
            var word = tried.deciding(fact(chosen)).map(RuleView::weight).orElse(Effect.DENY);
            return guarantee.never().contains(word);
        } catch (ArithmeticException e) {
            // A rule that cannot be evaluated leaves the question without an answer.
            return false;
        }
    }

    /** Every field is given its ordinary value back where that changes nothing. */
    private Counterexample counterexample(Map<Integer, Integer> chosen) {
        var simple = new HashMap<>(chosen);
        for (int field : chosen.keySet()) {
            int value = simple.put(field, 0);
            if (!meets(simple) || !breaks(simple)) {
                simple.put(field, value);
            }
        }
        var fact = fact(simple);
        return tried.counterexample(fact, tried.deciding(fact), guarantee.conditions());
    }

    private ResetRequest fact(Map<Integer, Integer> chosen) {
        return tried.boundaries().fact(place -> chosen.getOrDefault(place, 0));
    }
}
