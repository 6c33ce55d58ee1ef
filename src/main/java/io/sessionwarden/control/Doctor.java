package io.sessionwarden.control;

import java.util.List;

/** Finds out what is missing for servers to be watched; changes nothing. Safe for use by several threads. */
@FunctionalInterface
public interface Doctor {

    /** What a look came to. */
    enum Verdict {
        /** As it should be. */
        OK,
        /** Works, but for less than a user would expect. */
        MISSING,
        /** The server cannot be watched at all. */
        FAILED
    }

    /**
     * One thing that was looked at.
     *
     * @param server the server's configured name
     * @param what the thing: {@code reachability}, {@code rights}, {@code clock}, {@code connector tmux}, ...
     * @param text what was found, and what to do where something is missing
     */
    record Check(String server, String what, Verdict verdict, String text) {}

    /**
     * Looks at that server, or at all of them where the name is empty.
     *
     * @throws IllegalArgumentException where there is no such server
     */
    List<Check> examine(String server);
}
