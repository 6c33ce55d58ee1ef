package io.sessionwarden.control.wire;

/** The exit codes of every {@code warden} command. */
public final class ExitCode {

    public static final int DONE = 0;
    /** Refused; the rule and the reason stand on standard error. */
    public static final int REFUSED = 1;
    /** Wrong usage, or a configuration that cannot be used. */
    public static final int USAGE = 2;
    /** The server or the warden cannot be reached. */
    public static final int UNREACHABLE = 3;
    /** No such session, server or incident. */
    public static final int NO_SUCH = 4;
    /** Tried, without success. */
    public static final int FAILED = 5;
    /** Deferred, waiting for approval, or still going on. */
    public static final int WAITING = 6;

    private ExitCode() {}
}
