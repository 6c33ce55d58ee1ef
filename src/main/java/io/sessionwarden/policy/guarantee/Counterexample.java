package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ResetRequest;
import java.util.List;
import java.util.Optional;

/**
 * A fact of which the policy says what it should not, or nothing, as simple as it can be.
 *
 * @param request the fact
 * @param says the word that comes out
 * @param by a rule that says it, and where it stands; or why it is said without one
 * @param telling the conditions, as rules write them, in which the fact differs from an ordinary one
 * @param doubt what the rules in fact answered, where that is another word: then the search or the rules are at fault
 */
public record Counterexample(
        ResetRequest request, String says, String by, List<String> telling, Optional<String> doubt) {

    public Counterexample {
        telling = List.copyOf(telling);
    }

    /** {@code permit by "A rule's title" (rules/mine.drl:3) where automatic, sickSeconds == 60}. */
    @Override
    public String toString() {
        return says + " by " + by + " where " + String.join(", ", telling)
                + doubt.map(answered -> "; but the rules answered " + answered + ", which is a fault of the program")
                        .orElse("");
    }
}
