package io.sessionwarden.reset;

/**
 * What a look shows of a session after a rung that leaves it standing.
 *
 * @param seen how it stands
 * @param told the same in plain words
 */
public record Relief(Seen seen, String told) {

    /** How it stands. */
    public enum Seen {
        /** The same incarnation, and nothing is wrong with it. */
        RELIEVED,
        /** The same incarnation, still sick, or not to be told healthy. */
        SICK,
        /** It is gone. */
        GONE,
        /** The server gives no answer: nothing may be concluded. */
        UNSEEN
    }
}
