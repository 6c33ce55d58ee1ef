package io.sessionwarden.policy;

/** How much of a session is the caller's own, from all to nothing. */
public enum Ownership {
    /** The very session that the caller sits in. */
    THIS_SESSION,
    /** Another session of the caller's own account. */
    SAME_ACCOUNT,
    /** Merely the same logon name; perhaps somebody else altogether. */
    SAME_LOGON_NAME,
    /** None of these, or it cannot be told. */
    NONE
}
