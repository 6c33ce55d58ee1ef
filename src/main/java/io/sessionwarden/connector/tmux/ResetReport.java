package io.sessionwarden.connector.tmux;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code reset.sh} printed, as what was done. */
final class ResetReport {

    private static final int MOST_NAMED = 50;
    private static final int LONGEST_NAME = 100;
    private static final Pattern LEFT = Pattern.compile("left ([0-9]{1,9}) ([a-z ]+)\\|(.*)");
    private static final Pattern ENDED = Pattern.compile("(killed|kept) ([0-9]{1,9}) ?(.*)");
    private static final Pattern RESPAWNED = Pattern.compile("answer respawned ([0-9]{1,9}) (.*)");

    private ResetReport() {}

    /** @throws HostException where tmux said neither that it respawned the pane nor that another process is in it */
    static Act of(List<String> lines, String pane) throws HostException {
        var steps = new ArrayList<String>();
        var left = new ArrayList<LeftRunning>();
        boolean other = false;
        for (String line : lines) {
            var respawned = RESPAWNED.matcher(line);
            var ended = ENDED.matcher(line);
            var leaving = LEFT.matcher(line);
            if (respawned.matches()) {
                steps.add("respawned pane " + pane + ": process " + respawned.group(1) + " on "
                        + clean(respawned.group(2)));
            } else if (line.equals("answer other")) {
                other = true;
            } else if (ended.matches() && steps.size() < MOST_NAMED) {
                steps.add(ended(ended.group(1), ended.group(2), clean(ended.group(3))));
            } else if (leaving.matches() && left.size() < MOST_NAMED) {
                left.add(
                        new LeftRunning(Integer.parseInt(leaving.group(1)), clean(leaving.group(3)), leaving.group(2)));
            }
        }
        if (other) {
            return Act.otherIncarnation("pane " + pane + " no longer holds that process, or is no more");
        }
        if (steps.isEmpty()) {
            throw new HostException(
                    Fault.GARBLED,
                    "tmux did not say that it respawned pane " + pane + ": "
                            + ForeignText.clean(String.join(" ", lines), 300));
        }
        return new Act(Act.Result.DONE, steps, left);
    }

    private static String ended(String how, String pid, String name) {
        return how.equals("killed")
                ? "killed " + name + " (pid " + pid + "), which outlived the hangup"
                : "could not end " + name + " (pid " + pid + "): it runs as another user";
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST_NAME);
    }
}
