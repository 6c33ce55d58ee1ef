package io.sessionwarden.connector.terminal;

import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the processes of a session were ended.
 *
 * @param rung how far it went: to a hang-up, further, or to force at once
 * @param hungUp how many were hung up
 * @param killed how many were killed, those among them that had been started meanwhile
 * @param kept how many are still there
 */
record Ending(Rung rung, int hungUp, int killed, int kept) {

    /** In plain words. */
    List<String> steps(Duration pause) {
        var steps = new ArrayList<String>();
        if (rung != Rung.FORCE) {
            steps.add("hung up " + hungUp + " processes (HUP, CONT)");
        }
        if (killed > 0) {
            steps.add(
                    rung == Rung.FORCE
                            ? "killed " + killed + " processes (KILL)"
                            : "killed the " + killed + " that did not end within " + pause.toMillis() + " ms (KILL)");
        } else if (kept == 0) {
            steps.add("all of them ended");
        }
        if (kept > 0) {
            steps.add(
                    rung == Rung.LOG_OFF
                            ? kept + " have not ended within " + pause.toMillis() + " ms, and were left alone"
                            : kept + " are still there: they could not be killed, or start anew faster than they are"
                                    + " killed");
        }
        return steps;
    }

    /** Whether all was done that the rung does: a log-off asks, and leaves alone what stays. */
    boolean complete() {
        return kept == 0 || rung == Rung.LOG_OFF;
    }
}
