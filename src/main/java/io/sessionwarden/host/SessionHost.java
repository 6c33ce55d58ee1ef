package io.sessionwarden.host;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The sessions of one server, as one connector knows them.
 *
 * <p>Safe for use by several threads. Every call ends within the connector's own time-out and reads a bounded amount of
 * what the host says. Every failure is a {@link HostException}; none of them says anything about a session.
 */
public interface SessionHost extends AutoCloseable {

    /** The connector's name, as in configuration and identities. */
    String connector();

    /**
     * Lists the sessions that stand now. Names in it are the connector's own; administrators' names come later. Where
     * incarnations follow each other at a place that stays the same whatever their users call it, the vital {@code place}
     * says which.
     */
    Listing list() throws HostException;

    /** What can be told of the session for a later reader, before anything is done to it. */
    Evidence evidence(Session session) throws HostException;

    /** What that very incarnation shows its user, read without touching it; nothing where that cannot be known. */
    default Optional<Screen> screen(Session session) throws HostException {
        return Optional.empty();
    }

    /**
     * The values that a reset must restore (command, directory, terminal settings, size), as they stand in the session
     * now. A value that cannot be told is left out.
     */
    SortedMap<String, String> values(Session session) throws HostException;

    /**
     * Tells whoever uses that very incarnation, and nobody else. Never waits for the session: where it takes no output, nobody
     * is told, and that is said. Nothing else of the session is changed.
     *
     * @param text one line; what could control a terminal is taken out of it
     */
    Notice warn(Session session, String text) throws HostException;

    /**
     * Resets that very incarnation: the condition that it is still the same is part of the act itself, not only checked
     * before. Processes that have left the session are named and left alone. A session whose processes have already gone
     * is reset by ending what is left of it; where nothing is left, that is said in the steps.
     *
     * @param session the incarnation to reset, as listed
     * @param ready the values of {@link #values} that were seen when the session was whole; a connector may need them to
     *     reopen it
     */
    Act reset(Session session, SortedMap<String, String> ready) throws HostException;

    /**
     * The rungs that {@link #perform} can take for that session, of those that a host takes at all: {@link Rung#CONTINUE},
     * {@link Rung#DISCONNECT}, {@link Rung#LOG_OFF}, {@link Rung#RESET}, {@link Rung#FORCE}.
     */
    default Set<Rung> rungs(Session session) {
        return EnumSet.of(Rung.RESET);
    }

    /**
     * Takes one rung, with that very incarnation, under the same conditions as {@link #reset}.
     *
     * @param rung one of {@link #rungs}
     */
    default Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (rung != Rung.RESET) {
            throw new IllegalArgumentException(connector() + " has no rung " + rung.word());
        }
        return reset(session, ready);
    }

    /**
     * How long that rung may take to work here, where that is longer than a ladder usually allows: verification waits for so
     * long at least before it calls the rung failed. Zero where nothing such is known.
     */
    default Duration patience(Session session, Rung rung) {
        return Duration.ZERO;
    }

    /**
     * Whether that session is known to be opened again at the same seat once that rung has closed it: by the rung itself, or
     * by something that was seen to keep a getty there. False where that cannot be known; it may be opened all the same.
     *
     * @param rung one that closes a session
     */
    boolean reopens(Session session, Rung rung);

    @Override
    void close();
}
