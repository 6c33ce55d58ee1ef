package io.sessionwarden.policy;

/** What access.csv can give a person beyond their own sessions, besides the right to see and to reset others'. */
public enum Privilege {
    /** To pause and resume the watchdog, to keep sessions from it, to acknowledge what it has given up, to write notes. */
    OPERATE,
    /** To approve and reject what waits for a human. */
    APPROVE,
    /** To read the whole trail and reports of it, and to sign these off. */
    AUDIT
}
