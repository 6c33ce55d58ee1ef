package io.sessionwarden.policy;

import java.util.List;

/**
 * What there is to say of the policy's files.
 *
 * @param error why the latest edit was not taken, or empty
 * @param waiting what waits for somebody to put it in force, and why, or empty
 * @param warnings what in the policy in force somebody should look at, one text each with its place
 */
public record PolicyStanding(String error, String waiting, List<String> warnings) {

    /** The files and the policy in force agree, and nothing is suspicious. */
    public static final PolicyStanding AGREED = new PolicyStanding("", "", List.of());

    public PolicyStanding {
        warnings = List.copyOf(warnings);
    }
}
