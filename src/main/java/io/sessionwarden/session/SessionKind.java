package io.sessionwarden.session;

/** What a session is for. Only {@link #USER} sessions are ever reset, whatever the rules say. */
public enum SessionKind {
    /** A person's or a program's terminal. */
    USER,
    /** The machine's own console: the way in when everything else is broken. */
    CONSOLE,
    /** Waits for connections; resetting one may reset every session behind it. */
    LISTENER,
    /** Holds the system's services. */
    SERVICES
}
