package io.sessionwarden.policy.guarantee;

import java.math.BigInteger;
import java.util.Optional;

/**
 * How one guarantee fared.
 *
 * @param guarantee the guarantee
 * @param fields how many fields matter to it: those that it asks about, and those of the rules that have a say
 * @param combinations how many combinations of these fields' boundary values there are
 * @param tried how many of them were covered: all, or where time ran out so many as hold the pairs of values
 * @param idle whether nothing meets its conditions, so that it guards nothing
 * @param broken what breaks it, where something was found
 */
public record Trial(
        Guarantee guarantee,
        int fields,
        BigInteger combinations,
        BigInteger tried,
        boolean idle,
        Optional<Counterexample> broken) {

    /** Whether it held in all that was covered. */
    public boolean held() {
        return broken.isEmpty();
    }

    /** Whether every combination was covered. */
    public boolean complete() {
        return tried.equals(combinations);
    }
}
