package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says that the policy should answer. What is null may be anything.
 *
 * @param word the decision's word: {@code permit}
 * @param rule the title of a rule that must be among its reasons
 * @param reason a text that must occur in a reason; in that of {@code rule} where one is named
 * @param mode how far a permit must reach
 * @param ladder which rungs a permit must permit
 * @param until for how long a deferral must last, from the moment of the question
 */
public record Expectation(
        String word,
        @Nullable String rule,
        @Nullable String reason,
        @Nullable Mode mode,
        @Nullable Ladder ladder,
        @Nullable Duration until) {

    /** What the decision is otherwise than expected, a sentence each; empty where it is as it should be. */
    public List<String> differences(Decision decision, Instant asked) {
        var differences = new ArrayList<String>();
        if (!word.equals(decision.word())) {
            differences.add("expected " + word + ", but it says " + decision.word());
        }
        var reasons = decision.reasons().stream()
                .filter(given -> rule == null || given.rule().equals(rule))
                .map(Reason::message)
                .toList();
        if (reasons.isEmpty()) {
            differences.add("expected the rule \"" + rule + "\" among its reasons");
        } else if (reason != null && reasons.stream().noneMatch(given -> given.contains(reason))) {
            differences.add("expected the reason to say \"" + reason + "\"");
        }
        if (mode != null && !(decision instanceof Decision.Permitted permitted && permitted.mode() == mode)) {
            differences.add("expected a permit in mode " + mode
                    + (decision instanceof Decision.Permitted permitted ? ", but it is " + permitted.mode() : ""));
        }
        if (ladder != null && !decision.ladder().equals(Optional.of(ladder))) {
            differences.add("expected the ladder " + ladder
                    + decision.ladder().map(found -> ", but it is " + found).orElse(""));
        }
        if (until != null
                && !(decision instanceof Decision.Defer defer && defer.until().equals(asked.plus(until)))) {
            differences.add("expected a deferral of " + until.toSeconds() + " s"
                    + (decision instanceof Decision.Defer defer
                            ? ", but it is "
                                    + Duration.between(asked, defer.until()).toSeconds() + " s"
                            : ""));
        }
        return List.copyOf(differences);
    }
}
