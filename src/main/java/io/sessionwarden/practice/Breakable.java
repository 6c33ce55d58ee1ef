package io.sessionwarden.practice;

import java.io.IOException;
import java.util.Optional;

/** Sessions that can be broken on purpose. Safe for use by several threads. */
public interface Breakable {

    /**
     * Breaks one session that suits the fault and is whole now.
     *
     * @return what was done, or empty where no suitable session is whole at the moment
     * @throws IOException where the fault could not be injected
     */
    Optional<Broken> breakOne(Fault fault) throws IOException;

    /**
     * Undoes what was done to the session at that seat: continues it, lets its output flow. Does nothing where nothing was
     * done, or where a new session sits there by now.
     *
     * @throws IOException where it could not be undone
     */
    void mend(String seat) throws IOException;
}
