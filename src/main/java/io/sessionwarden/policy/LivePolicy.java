package io.sessionwarden.policy;

import java.util.List;

/** A policy whose files may be edited while it is in force. Safe for use by several threads. */
public interface LivePolicy extends ResetPolicy {

    /**
     * Looks whether the files have changed and come to rest, and takes them into force if they are sound. Cheap where
     * nothing has changed; meant to be called about once a second. Never throws for what the files hold.
     */
    Reload check();

    /** Why the latest edit was not taken into force; empty where the files and the policy in force agree. */
    List<PolicyProblem> problems();

    /** What a look at the files came to. */
    sealed interface Reload {

        /** Nothing to tell: no edit, one that is still going on, or one that was told of before. */
        record Unchanged() implements Reload {}

        /**
         * Another policy is in force.
         *
         * @param from the revision that was in force
         * @param to the revision that is
         * @param files the names of the files that were added, removed or altered, sorted
         */
        record Changed(String from, String to, List<String> files) implements Reload {}

        /**
         * The files are broken, and the old policy stays in force. Told once for each content of the files.
         *
         * @param revision the revision that stays in force
         * @param problems what is wrong; not empty
         */
        record Refused(String revision, List<PolicyProblem> problems) implements Reload {}
    }
}
