package io.sessionwarden.connector.tmux;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code act.sh} printed, as what was done. */
final class ActReport {

    private static final int MOST_NAMED = 50;
    private static final int LONGEST_NAME = 100;
    private static final Pattern LEFT = Pattern.compile("left ([0-9]{1,9}) ([a-z ]+)\\|(.*)");
    private static final Pattern SIGNALLED =
            Pattern.compile("(continued|hung|killed|outlived|kept) ([0-9]{1,9}) ?(.*)");
    private static final Pattern RESPAWNED = Pattern.compile("answer respawned ([0-9]{1,9}) (.*)");

    private final Rung rung;
    private final String pane;
    private final List<String> steps = new ArrayList<>();
    private final List<LeftRunning> left = new ArrayList<>();
    private boolean other;
    private boolean same;
    private boolean anySignalled;

    private ActReport(Rung rung, String pane) {
        this.rung = rung;
        this.pane = pane;
    }

    /** @throws HostException where tmux said neither that it did it nor that another process is in the pane */
    static Act of(List<String> lines, Rung rung, String pane) throws HostException {
        var report = new ActReport(rung, pane);
        lines.forEach(report::take);
        if (report.other) {
            return Act.otherIncarnation("pane " + pane + " no longer holds that process, or is no more");
        }
        if (!report.same) {
            throw new HostException(
                    Fault.GARBLED,
                    "tmux did not say that pane " + pane + " is still the same, or what it did: "
                            + ForeignText.clean(String.join(" ", lines), 300));
        }
        if (rung == Rung.CONTINUE && !report.anySignalled) {
            report.steps.add(0, "nothing of it was stopped");
        } else if (report.steps.isEmpty()) {
            report.steps.add("nothing of it was left to be ended");
        }
        return new Act(Act.Result.DONE, report.steps, report.left);
    }

    private void take(String line) {
        var respawned = RESPAWNED.matcher(line);
        var signalled = SIGNALLED.matcher(line);
        var leaving = LEFT.matcher(line);
        if (respawned.matches()) {
            same = true;
            step("respawned pane " + pane + ": process " + respawned.group(1) + " on " + clean(respawned.group(2)));
        } else if (signalled.matches()) {
            anySignalled = true;
            step(how(signalled.group(1), clean(signalled.group(3)) + " (pid " + signalled.group(2) + ")"));
        } else if (leaving.matches() && left.size() < MOST_NAMED) {
            left.add(new LeftRunning(Integer.parseInt(leaving.group(1)), clean(leaving.group(3)), leaving.group(2)));
        } else {
            takeWord(line);
        }
    }

    private void step(String told) {
        if (steps.size() < MOST_NAMED) {
            steps.add(told);
        }
    }

    private void takeWord(String line) {
        switch (line) {
            case "answer other" -> other = true;
            case "answer same" -> same = true;
            case "answer detached" -> {
                same = true;
                step("detached the clients of its session");
            }
            case "flowing" -> step("let its output flow again, as Ctrl-Q does");
            case "held" -> step("its output may be held: its terminal may not be opened");
            default -> {
                // What else tmux says is of no interest unless nothing else is said.
            }
        }
    }

    private String how(String how, String process) {
        return switch (how) {
            case "continued" -> "continued " + process;
            case "hung" -> "hung up " + process;
            case "killed" ->
                rung == Rung.FORCE ? "killed " + process : "killed " + process + ", which outlived the hangup";
            case "outlived" -> process + " outlived the hangup, and was left alone";
            default ->
                "could not " + (rung == Rung.CONTINUE ? "continue " : "end ") + process + ": it runs as another user";
        };
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST_NAME);
    }
}
