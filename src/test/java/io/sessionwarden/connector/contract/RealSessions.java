package io.sessionwarden.connector.contract;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A real host of one technology, with sessions of a test's own: all that the contract needs to know of it. Nothing in here goes
 * through the connector.
 */
interface RealSessions extends AutoCloseable {

    /** The connector's name. */
    String connector();

    /** How it is configured. */
    default Map<String, List<String>> settings() {
        return Map.of();
    }

    /** Runs commands where the sessions are, as somebody who may reset them. */
    CommandRunner runner();

    /** Runs them there as somebody who may not, until {@link #clear}. */
    CommandRunner stranger() throws Exception;

    /** Opens a session, and does not wait for it. */
    void open() throws Exception;

    /** Whether the test has opened it: those of others are none of its business. */
    boolean owns(Session session);

    /** Whether it has begun: all that belongs to it is there. */
    default boolean stands(Session session) {
        return true;
    }

    /** Ends that incarnation by other means than the connector. */
    void end(Session session) throws Exception;

    /** Ends that incarnation, and opens the next one at its place. */
    default void replace(Session session) throws Exception {
        end(session);
        open();
    }

    /** Does something to it that makes it sick, and says what is to be found. */
    Symptom harm(Session session) throws Exception;

    /** From now on nothing there answers, until that is closed. */
    Silence hang() throws Exception;

    /**
     * Holds {@link IdReuse} on a host where the next incarnation gets the id of the last one; never called where
     * {@link #notShown} says why that cannot be.
     */
    void reuseAnId() throws Exception;

    /** What cannot be shown here, each with the reason. */
    default Map<Clause, String> notShown() {
        return Map.of();
    }

    /** Ends what was opened and undoes what was done, so that the next test finds the host as it was at first. */
    void clear() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A time in which nothing answers.
     *
     * @param runner what runs commands there meanwhile, and waits no longer than two seconds to get through
     * @param end lets it answer again
     */
    record Silence(CommandRunner runner, End end) implements AutoCloseable {

        /** The end of it. */
        @FunctionalInterface
        interface End {
            void come() throws IOException, HostException;
        }

        @Override
        public void close() throws IOException, HostException {
            end.come();
        }
    }
}
