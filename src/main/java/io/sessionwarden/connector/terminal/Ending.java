package io.sessionwarden.connector.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the processes of a session were ended.
 *
 * @param hungUp how many were hung up
 * @param killed how many had to be killed, those among them that had been started meanwhile
 * @param kept how many are still there
 */
record Ending(int hungUp, int killed, int kept) {

    /** In plain words. */
    List<String> steps(Duration pause) {
        var steps = new ArrayList<String>();
        steps.add("hung up " + hungUp + " processes (HUP, CONT)");
        if (killed > 0) {
            steps.add("killed the " + killed + " that did not end within " + pause.toMillis() + " ms (KILL)");
        } else if (kept == 0) {
            steps.add("all of them ended");
        }
        if (kept > 0) {
            steps.add(kept + " are still there: they could not be killed, or start anew faster than they are killed");
        }
        return steps;
    }
}
