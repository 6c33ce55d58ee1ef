package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.Act;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code act.pl} printed, as what was done. */
final class ActReport {

    private static final Pattern SIGNALLED = Pattern.compile("(continued|asked|killed|kept) ([0-9]{1,9}) (\\S+)");
    private static final int LONGEST = 300;

    private ActReport() {}

    static Act of(List<String> lines, String deed, String name) {
        if (lines.contains("other")) {
            return Act.otherIncarnation(name + " is no longer that one");
        }
        var steps = new ArrayList<String>();
        boolean complete = true;
        for (var line : lines) {
            var signalled = SIGNALLED.matcher(line);
            var rest = line.substring(line.indexOf(' ') + 1);
            if (signalled.matches()) {
                complete &= !signalled.group(1).equals("kept");
                steps.add(how(signalled.group(1), clean(signalled.group(3)) + " (pid " + signalled.group(2) + ")"));
            } else if (line.startsWith("tidied ")) {
                steps.add("removed " + clean(rest) + ", which it had left behind");
            } else if (line.startsWith("unopened ")) {
                complete = false;
                steps.add("vncserver did not open it again: " + clean(rest));
            } else if (line.startsWith("connected ")) {
                complete = false;
                steps.add("its client could not be taken away: " + clean(rest));
            } else {
                switch (line) {
                    case "disconnected" -> steps.add("told its X server to let the client go");
                    case "opened" -> steps.add("opened it again with vncserver");
                    case "stands" -> {
                        // A log-off asks, and leaves alone what stays.
                        complete &= deed.equals(Rung.LOG_OFF.word());
                        steps.add("it has not ended in time");
                    }
                    default -> {
                        // Of no interest: whether the reset worked is for a fresh listing to show.
                    }
                }
            }
        }
        if (steps.isEmpty()) {
            steps.add(
                    deed.equals(Rung.CONTINUE.word())
                            ? "nothing of it was stopped"
                            : "nothing of it was left to be ended");
        }
        return new Act(complete ? Act.Result.DONE : Act.Result.INCOMPLETE, steps, List.of());
    }

    private static String how(String how, String process) {
        return switch (how) {
            case "continued" -> "continued " + process;
            case "asked" -> "asked " + process + " to end (TERM)";
            case "killed" -> "killed " + process;
            default -> "could not signal " + process + ": it runs as another user";
        };
    }

    private static String clean(String word) {
        return ForeignText.clean(Desktop.decoded(word), LONGEST);
    }
}
