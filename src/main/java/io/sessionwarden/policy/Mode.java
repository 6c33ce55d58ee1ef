package io.sessionwarden.policy;

/** How far the watchdog may go by itself on a server or by a rule. The more careful of two counts. */
public enum Mode {
    /** Says what it would do. The mode of whatever names none. */
    OBSERVE,
    /** A human approves each reset. */
    ASK,
    /** Resets by itself. */
    ENFORCE;

    /** The more careful of the two. */
    public Mode and(Mode other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
