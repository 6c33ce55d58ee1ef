package io.sessionwarden.policy;

import java.time.Duration;

/**
 * What one rule said of one request.
 *
 * @param effect what it wants
 * @param reason its title and message
 * @param delay how long to wait, for {@link Effect#DEFER}; otherwise zero
 */
public record RuleOutcome(Effect effect, Reason reason, Duration delay) {

    /** The four things a rule can say, strongest first. */
    public enum Effect {
        DENY,
        ASK,
        DEFER,
        PERMIT
    }
}
