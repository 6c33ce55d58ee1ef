package io.sessionwarden.host;

/** A server, or a command on it, did not do what was asked. Says which way it failed; never says anything of a session. */
public class HostException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The ways a host fails, each with its own meaning for the caller. */
    public enum Fault {
        /** It was reached, and gave no answer in time. */
        NOT_ANSWERING,
        /** It could not be reached, or its key is not the known one. */
        UNREACHABLE,
        /** It answered that this is not allowed to the warden. */
        NOT_PERMITTED,
        /** Its answer could not be read; nothing may be concluded from it. */
        GARBLED
    }

    private final Fault fault;

    public HostException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public HostException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
