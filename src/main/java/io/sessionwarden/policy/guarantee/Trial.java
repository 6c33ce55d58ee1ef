package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.RequestField;
import io.sessionwarden.policy.ResetRequest;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one guarantee fared.
 *
 * @param guarantee the guarantee
 * @param combinations how many combinations of boundary values there are of the fields that matter to it
 * @param fields how many fields these are
 * @param looked how many of them were looked at; unless it was cut, the others follow from these
 * @param cut whether time ran out before all were covered
 * @param broken what breaks it, where something was found
 */
public record Trial(
        Guarantee guarantee,
        BigInteger combinations,
        int fields,
        long looked,
        boolean cut,
        Optional<Counterexample> broken) {

    /** Whether it held in all that was covered. */
    public boolean held() {
        return broken.isEmpty();
    }

    /**
     * A fact that breaks a guarantee, as simple as it can be.
     *
     * @param request the fact
     * @param says what the policy says of it
     * @param by the title of a rule that says it, or why it is said without one
     * @param telling the fields whose values are not ordinary, each as rules write it
     */
    public record Counterexample(ResetRequest request, String says, String by, SortedMap<String, String> telling) {

        static Counterexample of(ResetRequest request, String says, String by, Boundaries boundaries) {
            var telling = new TreeMap<String, String>();
            for (Map.Entry<String, RequestField> field : RequestField.ALL.entrySet()) {
                var value = field.getValue().value(request);
                if (!value.equals(boundaries.ordinary(field.getKey()))) {
                    telling.put(field.getKey(), field.getValue().shown(value));
                }
            }
            return new Counterexample(request, says, by, telling);
        }
    }
}
