package io.sessionwarden.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * What one rule said of one request.
 *
 * @param effect what it wants
 * @param reason its title and message
 * @param delay how long to wait, for {@link Effect#DEFER} and {@link Effect#WARN}; otherwise zero
 * @param mode how far the rule itself may go: in {@link Mode#OBSERVE} nothing that it says counts, in {@link Mode#ASK} its
 *     permit counts as an ask
 */
public record RuleOutcome(Effect effect, Reason reason, Duration delay, Mode mode) {

    /** The five things a rule can say, strongest first. */
    public enum Effect {
        DENY,
        ASK,
        /** The session's user is told, and it is asked again after a grace. */
        WARN,
        DEFER,
        PERMIT;

        /** What it comes to in a rule of that mode, where that counts: a permit that asks is an ask. */
        public Effect in(Mode mode) {
            return this == PERMIT && mode == Mode.ASK ? ASK : this;
        }

        /** As rules write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether what the rule says counts. */
    boolean counts() {
        return mode != Mode.OBSERVE;
    }

    /** What it comes to where it counts. */
    Effect weight() {
        return effect.in(mode);
    }

    /** {@code deny: nobody is connected [A rule's title]}. */
    @Override
    public String toString() {
        return effect.word() + ": " + reason;
    }
}
