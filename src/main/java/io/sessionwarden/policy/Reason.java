package io.sessionwarden.policy;

/**
 * Why a decision fell as it did.
 *
 * @param rule the title of the rule that says it
 * @param message what it says about this very request
 */
public record Reason(String rule, String message) {

    @Override
    public String toString() {
        return message + " [" + rule + "]";
    }
}
