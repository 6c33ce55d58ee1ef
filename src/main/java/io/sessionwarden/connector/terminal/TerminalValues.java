package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Stty;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The values that a reset must restore, in the same words whichever way they were read. */
final class TerminalValues {

    private static final int LONGEST = 400;

    /** As {@link io.sessionwarden.kernel.TerminalDevice} names them, in its order. */
    private static final List<String> FLAGS = List.of("icanon", "echo", "isig", "ixon", "opost");

    private static final Pattern ROWS = Pattern.compile("\\brows ([0-9]{1,5});");
    private static final Pattern COLUMNS = Pattern.compile("\\bcolumns ([0-9]{1,5});");

    private final SortedMap<String, String> values = new TreeMap<>();

    /** The leader's arguments; in /proc/PID/cmdline each ends with a NUL. */
    TerminalValues command(String words) {
        return put("command", words.replace('\0', ' '));
    }

    TerminalValues directory(String path) {
        return put("directory", path);
    }

    TerminalValues terminal(String flags, int rows, int columns) {
        return put("settings", flags).put("size", rows + "x" + columns);
    }

    /** What {@code stty -a} says (stty(1)), which is more than a reset has to restore. */
    TerminalValues stty(String all) {
        var flags = Stty.flags(all, FLAGS);
        return flags.isEmpty() ? this : terminal(flags, number(ROWS, all), number(COLUMNS, all));
    }

    private static int number(Pattern pattern, String text) {
        return Optional.of(pattern.matcher(text))
                .filter(found -> found.find())
                .map(found -> Integer.parseInt(found.group(1)))
                .orElse(0);
    }

    private TerminalValues put(String name, String value) {
        if (!value.isBlank()) {
            values.put(name, ForeignText.clean(value.strip(), LONGEST));
        }
        return this;
    }

    SortedMap<String, String> toMap() {
        return values;
    }
}
