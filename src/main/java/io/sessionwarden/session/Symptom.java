package io.sessionwarden.session;

/**
 * A way in which a session can be ill. A named value rather than an enum, so that a connector in a jar of its own can add
 * to them.
 *
 * @param name upper case, as in tables and rules: {@code DEAD_LEADER}
 * @param group which half of "malfunctions or appears to be down" it belongs to
 */
public record Symptom(String name, Group group) {

    /** The two groups of RESET SESSION's own words. */
    public enum Group {
        MALFUNCTIONS,
        LOOKS_DOWN
    }

    /** The leader of a standing session is dead or missing, or a pane died by a signal or an error. */
    public static final Symptom DEAD_LEADER = new Symptom("DEAD_LEADER", Group.LOOKS_DOWN);
    /** The host itself calls the session down. */
    public static final Symptom DOWN = new Symptom("DOWN", Group.LOOKS_DOWN);
    /** Stays in a state that sessions only pass through. */
    public static final Symptom STUCK_STATE = new Symptom("STUCK_STATE", Group.LOOKS_DOWN);
    /** What the user sees is stopped by a signal, or frozen. */
    public static final Symptom STOPPED = new Symptom("STOPPED", Group.MALFUNCTIONS);
    /** A program waits to write to its terminal and gets no further. */
    public static final Symptom OUTPUT_BLOCKED = new Symptom("OUTPUT_BLOCKED", Group.MALFUNCTIONS);
    /** A process of it waits where no signal reaches it, and gets no further. */
    public static final Symptom UNINTERRUPTIBLE = new Symptom("UNINTERRUPTIBLE", Group.MALFUNCTIONS);
    /** Its terminal has gone, and a process of it only runs. */
    public static final Symptom RUNAWAY = new Symptom("RUNAWAY", Group.MALFUNCTIONS);
    /** The other end of its network connection no longer answers. */
    public static final Symptom CLIENT_GONE = new Symptom("CLIENT_GONE", Group.LOOKS_DOWN);
    /** A check of the site's own says so. */
    public static final Symptom FAILED_CHECK = new Symptom("FAILED_CHECK", Group.MALFUNCTIONS);
    /** What draws the session's screen gives no answer. */
    public static final Symptom FROZEN_DISPLAY = new Symptom("FROZEN_DISPLAY", Group.MALFUNCTIONS);
    /** Its windows are managed by nothing any more. */
    public static final Symptom NO_WINDOW_MANAGER = new Symptom("NO_WINDOW_MANAGER", Group.MALFUNCTIONS);
    /** What brings the rest beside the screen (clipboard, drives, sound) has ended, and the session has not. */
    public static final Symptom HELPER_DEAD = new Symptom("HELPER_DEAD", Group.MALFUNCTIONS);
    /** Its user has gone, and what they left goes on. */
    public static final Symptom ORPHANED = new Symptom("ORPHANED", Group.LOOKS_DOWN);
    /** Nobody looks at it, and its user has opened another one since. */
    public static final Symptom SECOND_DISPLAY = new Symptom("SECOND_DISPLAY", Group.LOOKS_DOWN);
    /** Nobody has typed for longer than the policy's time limit. */
    public static final Symptom IDLE_LIMIT = new Symptom("IDLE_LIMIT", Group.LOOKS_DOWN);

    /** Disconnected for longer than the policy's time limit. */
    public static final Symptom DISCONNECTED_LIMIT = new Symptom("DISCONNECTED_LIMIT", Group.LOOKS_DOWN);

    /** The server's connector does not answer: a fault of the server, never of its sessions. */
    public static final Symptom NOT_ANSWERING = new Symptom("NOT_ANSWERING", Group.LOOKS_DOWN);

    public Symptom {
        if (!isName(name)) {
            throw new IllegalArgumentException("a symptom is named like DEAD_LEADER, not '" + name + "'");
        }
    }

    /** Whether a symptom may be named so: up to 40 capitals, digits and underscores, a capital first. */
    public static boolean isName(String text) {
        return text.matches("[A-Z][A-Z0-9_]{0,39}");
    }

    @Override
    public String toString() {
        return name;
    }
}
