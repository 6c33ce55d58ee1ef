package io.sessionwarden.connector.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the processes of a session were ended.
 *
 * @param hungUp how many were hung up
 * @param killed how many had to be killed
 * @param kept how many could not be killed
 */
record Ending(int hungUp, int killed, int kept) {

    /** In plain words. */
    List<String> steps(Duration pause) {
        var steps = new ArrayList<String>();
        steps.add("hung up " + hungUp + " processes (HUP, CONT)");
        if (killed == 0 && kept == 0) {
            steps.add("all of them ended");
        } else {
            steps.add("killed the " + killed + " that did not end within " + pause.toMillis() + " ms (KILL)");
        }
        if (kept > 0) {
            steps.add(kept + " could not be killed");
        }
        return steps;
    }
}
