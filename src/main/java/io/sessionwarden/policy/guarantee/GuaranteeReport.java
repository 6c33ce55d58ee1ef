package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.RuleView;
import java.util.List;
import java.util.Optional;

/**
 * What trying a policy on its boundary values showed.
 *
 * @param revision the policy's revision
 * @param trials one for each guarantee, in the order of the file
 * @param neverFire the rules that apply to none of the combinations
 * @param shadowed the rules that never decide: whenever one of them applies, a stronger word is said, too
 * @param gap a fact of a session that has been sick for a day and of which no rule says anything, where there is one
 * @param cut whether time ran out before everything was covered
 */
public record GuaranteeReport(
        String revision,
        List<Trial> trials,
        List<RuleView> neverFire,
        List<RuleView> shadowed,
        Optional<Trial.Counterexample> gap,
        boolean cut) {

    public GuaranteeReport {
        trials = List.copyOf(trials);
        neverFire = List.copyOf(neverFire);
        shadowed = List.copyOf(shadowed);
    }

    /** Whether every guarantee held in all that was covered. */
    public boolean held() {
        return trials.stream().allMatch(Trial::held);
    }
}
