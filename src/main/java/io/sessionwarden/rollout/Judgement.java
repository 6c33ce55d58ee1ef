package io.sessionwarden.rollout;

import io.sessionwarden.policy.PolicyProblem;
import java.util.List;

/** What an edit comes to, measured against the policy in force. */
public sealed interface Judgement {

    /** It may not come into force: what it promises itself does not hold. */
    record Unfit(List<PolicyProblem> problems) implements Judgement {}

    /**
     * It permits nothing that was not permitted before, as far as was tried.
     *
     * @param tried what was tried, in a sentence
     */
    record Narrower(String tried) implements Judgement {}

    /**
     * It permits more, or that cannot be ruled out.
     *
     * @param why what it permits, or what could not be judged; not empty
     */
    record Wider(List<String> why) implements Judgement {

        public Wider {
            why = List.copyOf(why);
        }
    }
}
