package io.sessionwarden.host.transport;

import java.util.List;

/**
 * How a command ended: its exit status (128 + n for signal n) and its two outputs as text, read as its {@link Dialect} says;
 * malformed bytes are replaced.
 */
public record CommandResult(int exit, String out, String err) {

    /**
     * The lines of its output, of a host whose lines are ended by a line feed and by nothing else: a process or a variable
     * there may have a carriage return in its name, and what follows that is no line of its own.
     */
    public List<String> lines() {
        return out.isEmpty()
                ? List.of()
                : List.of((out.endsWith("\n") ? out.substring(0, out.length() - 1) : out).split("\n", -1));
    }
}
