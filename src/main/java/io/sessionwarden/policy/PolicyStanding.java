package io.sessionwarden.policy;

/**
 * What there is to say of edits of the policy.
 *
 * @param error why the latest edit was not taken, or empty
 * @param waiting what waits for somebody to put it in force, and why, or empty
 */
public record PolicyStanding(String error, String waiting) {

    /** The files and the policy in force agree. */
    public static final PolicyStanding AGREED = new PolicyStanding("", "");
}
