package io.sessionwarden.policy;

import java.util.List;

/** The folder in which people edit the policy. Safe for use by several threads. */
public interface PolicyFolder {

    /**
     * Looks whether the files have changed and come to rest. Cheap where nothing has changed; meant to be called about once a
     * second. Never throws for what the files hold.
     */
    Look look();

    /** What a look at the files came to. */
    sealed interface Look {

        /** No edit since the last look, or one that is still going on. */
        record Nothing() implements Look {}

        /** The files were edited, have come to rest, and are a policy. */
        record Edited(OpenPolicy policy) implements Look {}

        /**
         * The files were edited, have come to rest, and cannot be used as they are.
         *
         * @param problems what is wrong; not empty
         */
        record Broken(List<PolicyProblem> problems) implements Look {}
    }
}
