package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.RuleView;
import java.util.List;
import java.util.Optional;

/**
 * What trying a policy on its boundary values showed.
 *
 * @param revision the policy's revision
 * @param ordinary in what situation everything is that a counterexample does not tell
 * @param trials one for each guarantee, in the order of the file
 * @param idleRules the rules that never fire or never decide, in the order of files and lines
 * @param gap a fact of a session that has been sick for longer than any threshold and of which no rule says anything, where
 *     there is one
 * @param cut whether time ran out before everything was covered
 */
public record GuaranteeReport(
        String revision,
        String ordinary,
        List<Trial> trials,
        List<IdleRule> idleRules,
        Optional<Counterexample> gap,
        boolean cut) {

    public GuaranteeReport {
        trials = List.copyOf(trials);
        idleRules = List.copyOf(idleRules);
    }

    /**
     * A rule without any effect.
     *
     * @param rule the rule
     * @param why what keeps it from having one, as the end of a sentence that begins with it
     */
    public record IdleRule(RuleView rule, String why) {}

    /** Whether every guarantee held in all that was covered. */
    public boolean held() {
        return trials.stream().allMatch(Trial::held);
    }
}
