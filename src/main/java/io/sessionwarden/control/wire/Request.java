package io.sessionwarden.control.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller asks: {@code {"command": "reset session", "args": {"what": "7"}}}.
 *
 * @param command the command's words, single blanks between them
 * @param args its arguments by name; those without a value are {@code "true"}
 */
public record Request(String command, Map<String, String> args) {

    /** How long a request's line may be, in bytes of UTF-8. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_ARGS = 32;

    public Request {
        if (command.isBlank() || args.size() > MOST_ARGS) {
            throw new IllegalArgumentException("a request has a command and at most " + MOST_ARGS + " arguments");
        }
        args = Collections.unmodifiableMap(new TreeMap<>(args));
    }

    /** The argument, or the empty string. */
    public String arg(String name) {
        return args.getOrDefault(name, "");
    }

    /** Whether that argument was given as a switch. */
    public boolean has(String name) {
        return "true".equals(args.get(name));
    }

    public String toLine() {
        return new JsonLine().text("command", command).object("args", args).toString();
    }

    /**
     * Reads a request's line.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static Request ofLine(String line) {
        var reader = new JsonLineReader(line);
        String command = "";
        Map<String, String> args = Map.of();
        for (var member = reader.firstMember(); !member.isEmpty(); member = reader.nextMember()) {
            switch (member) {
                case "command" -> command = reader.text();
                case "args" -> args = reader.texts(MOST_ARGS);
                default -> throw new IllegalArgumentException("a request has no '" + member + "'");
            }
        }
        return new Request(command, args);
    }
}
