package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Reach;
import io.sessionwarden.policy.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a policy said of a question, as far as two of them are compared.
 *
 * @param word {@code permit}, {@code deny}, ...
 * @param mode the mode that a permit came with; otherwise {@link Mode#OBSERVE}
 * @param ladder what a permit permits, rung by rung; null where it is none, or where that was not recorded
 * @param rules the titles of the rules that it rests on; not empty
 */
public record Verdict(String word, Mode mode, @Nullable Ladder ladder, List<String> rules) {

    public Verdict {
        rules = List.copyOf(rules);
    }

    static Verdict of(Decision decision) {
        return new Verdict(
                decision.word(),
                decision instanceof Decision.Permitted permitted ? permitted.mode() : Mode.OBSERVE,
                decision.ladder().orElse(null),
                decision.reasons().stream().map(Reason::rule).toList());
    }

    public Reach reach() {
        return Reach.of(word, mode);
    }

    /** The same answer, whichever rules gave it. */
    boolean saysTheSameAs(Verdict other) {
        return word.equals(other.word)
                && reach() == other.reach()
                && takesTheRungsOf(other)
                && other.takesTheRungsOf(this);
    }

    /** Whether it takes no rung that the other does not take too, as far as that is known of both. */
    boolean takesTheRungsOf(Verdict other) {
        return ladder == null || other.ladder == null || ladder.within(other.ladder);
    }

    /** {@code permit (observe) by 'A title'}. */
    @Override
    public String toString() {
        var how = word.equals("permit") && mode != Mode.ENFORCE
                ? " (" + mode.name().toLowerCase(Locale.ROOT) + ")"
                : "";
        return word + how + " by '" + rules.get(0) + "'" + (ladder == null ? "" : ", " + ladder);
    }
}
