package io.sessionwarden.cycle;

import io.sessionwarden.policy.Question;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds the watchdog back whatever the rules permit: people have said so, or it was given up to them.
 *
 * @param kind what it holds back
 * @param subject for a pause the server's name, or empty for all of them; for what is kept its incident's id; for what was
 *     given up the seat
 * @param who who said it; the watchdog where it gave up
 * @param reason why, in their own words
 * @param since when it was said
 * @param until when it ends by itself, or null where somebody must end it
 */
public record Hold(
        Kind kind,
        String subject,
        String who,
        String reason,
        Instant since,
        @Nullable Instant until) {

    /** The subject of a pause of all servers. */
    public static final String EVERYWHERE = "";

    /** What is held back. */
    public enum Kind {
        /** Everything automatic on a server, or on all of them. */
        PAUSE,
        /** Everything automatic about one incident, until it ends. */
        KEEP,
        /** Everything automatic at a seat, until somebody acknowledges that the watchdog could not heal it. */
        GIVEN_UP
    }

    /** What the watchdog could not heal: it does nothing more by itself at that seat. */
    public static Hold givenUp(Cycle cycle, Instant at) {
        return new Hold(
                Kind.GIVEN_UP,
                cycle.session().seat(),
                "watchdog",
                "could not be healed, see " + cycle.incident(),
                at,
                null);
    }

    /** What falls ill again and again: a reset does not help it. */
    static Hold givenUp(Question question) {
        return new Hold(
                Kind.GIVEN_UP,
                question.session().seat(),
                "watchdog",
                "sick " + question.incident().recurrence() + " times within a day, see "
                        + question.incident().id(),
                question.at(),
                null);
    }

    public boolean inForceAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
