package io.sessionwarden.control.wire;

/**
 * One line of the answer. Any number of {@code {"out": ".."}} come first; the last has the exit code:
 * {@code {"exit": 1, "out": "", "err": ".."}}.
 *
 * @param exit the exit code, 0 to 255, or {@link #MORE} where further lines follow
 * @param out text for standard output
 * @param err text for standard error
 */
public record Reply(int exit, String out, String err) {

    /** How long a reply's line may be, in bytes of UTF-8. */
    public static final int MOST_BYTES = 128 * 1024;

    /** How many characters of text one reply may carry, so that its line keeps within {@link #MOST_BYTES}. */
    public static final int MOST_CHARACTERS = 16 * 1024;

    /** In place of an exit code: further lines follow. */
    public static final int MORE = -1;

    public Reply {
        if (exit < MORE || exit > 255 || out.length() + err.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a reply has an exit code of 0 to 255 and bounded text");
        }
    }

    public static Reply more(String out) {
        return new Reply(MORE, out, "");
    }

    public boolean last() {
        return exit != MORE;
    }

    public String toLine() {
        var line = new JsonLine();
        return last()
                ? line.number("exit", exit).text("out", out).text("err", err).toString()
                : line.text("out", out).toString();
    }

    /**
     * Reads a reply's line.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static Reply ofLine(String line) {
        var reader = new JsonLineReader(line);
        int exit = MORE;
        String out = "";
        String err = "";
        for (var member = reader.firstMember(); !member.isEmpty(); member = reader.nextMember()) {
            switch (member) {
                case "exit" -> exit = reader.number();
                case "out" -> out = reader.text();
                case "err" -> err = reader.text();
                default -> throw new IllegalArgumentException("a reply has no '" + member + "'");
            }
        }
        return new Reply(exit, out, err);
    }
}
