package io.sessionwarden.connector.tmux;

import io.sessionwarden.connector.Stty;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code values.sh} printed, as the values that a reset must restore: command, directory, size, terminal. */
final class PaneValues {

    private static final int LONGEST = 400;

    /** The flags of stty(1) that tell whether a terminal can be typed at and read from. */
    private static final List<String> FLAGS =
            List.of("icanon", "isig", "echo", "iexten", "icrnl", "ixon", "ixoff", "opost", "onlcr");

    private PaneValues() {}

    static SortedMap<String, String> of(List<String> lines, String mark) {
        List<String> parts = parts(lines, mark);
        var values = new TreeMap<String, String>();
        if (parts.size() < 6) {
            return values;
        }
        put(values, "command", command(parts.get(0), parts.get(1), parts.get(2)));
        put(values, "directory", parts.get(3));
        put(values, "size", parts.get(4));
        put(values, "terminal", Stty.flags(parts.get(5), FLAGS));
        return values;
    }

    private static List<String> parts(List<String> lines, String mark) {
        var parts = new ArrayList<String>();
        var part = new ArrayList<String>();
        boolean begun = false;
        for (String line : lines) {
            if (line.equals(mark)) {
                if (begun) {
                    parts.add(String.join("\n", part));
                }
                begun = true;
                part.clear();
            } else {
                part.add(line);
            }
        }
        return parts;
    }

    private static void put(SortedMap<String, String> values, String name, String value) {
        if (!value.isBlank()) {
            values.put(name, ForeignText.clean(value.strip(), LONGEST));
        }
    }

    /** What respawn-pane starts where a pane was opened without a command: see default-command in tmux(1). */
    private static String command(String given, String byDefault, String shell) {
        if (!given.isBlank()) {
            return given;
        }
        return byDefault.isBlank() ? shell + " (login shell)" : byDefault;
    }
}
