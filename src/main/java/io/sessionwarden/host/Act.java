package io.sessionwarden.host;

import java.util.List;

/**
 * What a host did when it was told to reset a session. No proof that the reset worked: that is for a fresh listing to show.
 *
 * @param result whether anything was done
 * @param steps what was done, in order, in plain words
 * @param leftRunning what had left the session and still runs
 */
public record Act(Result result, List<String> steps, List<LeftRunning> leftRunning) {

    /** Whether the host acted. */
    public enum Result {
        /** The steps were carried out on this very incarnation. */
        DONE,
        /** They were, and processes of it are still there that could not be ended: the steps say which. */
        INCOMPLETE,
        /** Another incarnation sits there now: nothing was done. */
        OTHER_INCARNATION
    }

    public Act {
        steps = List.copyOf(steps);
        leftRunning = List.copyOf(leftRunning);
    }

    public static Act otherIncarnation(String seen) {
        return new Act(Result.OTHER_INCARNATION, List.of(seen), List.of());
    }
}
