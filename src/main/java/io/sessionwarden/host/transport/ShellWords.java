package io.sessionwarden.host.transport;

import java.util.List;
import java.util.stream.Collectors;

/** Turns words into one line that a POSIX shell takes apart into the very same words. */
final class ShellWords {

    private ShellWords() {}

    /**
     * The line: every word in single quotes, inside which a shell knows no special character but the quote itself.
     *
     * @throws IllegalArgumentException where a word holds a NUL, which no argument can
     */
    static String quoted(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a word of a command cannot hold a NUL character");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
