package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.Question;
import java.time.Instant;

/**
 * A question that another policy answers otherwise.
 *
 * @param at when it was asked
 * @param question what was asked
 * @param before what was answered
 * @param after what the other policy answers
 */
public record Change(Instant at, Question question, Verdict before, Verdict after) {

    /** What a change comes to. */
    public enum Kind {
        /** It may be reset, approved or told of now, and reached less far before; or by a rung that was not taken before. */
        MORE,
        /** It reached further before. */
        FEWER,
        /** It reaches as far, by another word or other rules. */
        OTHERWISE
    }

    public Kind kind() {
        int further = after.reach().compareTo(before.reach());
        if (further != 0) {
            return further > 0 ? Kind.MORE : Kind.FEWER;
        }
        if (!after.takesTheRungsOf(before)) {
            return Kind.MORE;
        }
        return before.takesTheRungsOf(after) ? Kind.OTHERWISE : Kind.FEWER;
    }
}
