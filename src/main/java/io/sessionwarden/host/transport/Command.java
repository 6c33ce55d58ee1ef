package io.sessionwarden.host.transport;

import java.time.Duration;
import java.util.List;

/**
 * One command to run, with its bounds. Never goes through a shell unless its first word is one.
 *
 * @param words the program and its arguments, each one word whatever it holds
 * @param input what it reads; may be empty
 * @param timeout how long it may take, start to end
 * @param mostBytes how many bytes of each of its two outputs are kept; a command that prints more fails as garbled
 * @param dialect how the server understands it
 */
public record Command(List<String> words, String input, Duration timeout, int mostBytes, Dialect dialect) {

    public Command {
        words = List.copyOf(words);
        if (words.isEmpty() || mostBytes <= 0 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a command needs words, a time-out and a bound on its output");
        }
    }

    /** For a Unix server. */
    public Command(List<String> words, String input, Duration timeout, int mostBytes) {
        this(words, input, timeout, mostBytes, Dialect.UNIX);
    }

    /** For a Unix server. */
    public static Command of(Duration timeout, String... words) {
        return new Command(List.of(words), "", timeout, 1 << 20);
    }
}
