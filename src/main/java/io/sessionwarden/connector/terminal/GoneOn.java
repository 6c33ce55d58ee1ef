package io.sessionwarden.connector.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a session was let go on.
 *
 * @param continued how many of its processes were stopped and have been continued
 * @param flow what became of the output that its terminal held
 */
record GoneOn(int continued, Flow flow) {

    /** The output of a terminal, after Ctrl-S or the like. */
    enum Flow {
        /** Nothing waited for it, or flow control is off and so holds nothing. */
        UNTOUCHED,
        FLOWING,
        /** It may not be touched: the warden may not open the terminal. */
        NOT_PERMITTED
    }

    /** In plain words. */
    List<String> steps() {
        var steps = new ArrayList<String>();
        steps.add(continued == 0 ? "nothing of it was stopped" : "continued " + continued + " processes (CONT)");
        if (flow == Flow.FLOWING) {
            steps.add("let its output flow again, as Ctrl-Q does");
        } else if (flow == Flow.NOT_PERMITTED) {
            steps.add("its output may be held: the warden may not open its terminal");
        }
        return steps;
    }
}
