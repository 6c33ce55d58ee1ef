package io.sessionwarden.check;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import java.time.Duration;
import java.util.List;

/**
 * A command that answers as a Nagios plugin does.
 *
 * @param name what people call it; a probe's name is made of it
 * @param words the program, by its absolute path, and its arguments
 * @param every how long an answer counts before it is asked for again
 * @param timeout how long it may take
 * @param warningIsSick whether its exit 1 counts as sick, like its exit 2
 */
public record Check(String name, List<String> words, Duration every, Duration timeout, boolean warningIsSick) {

    /** A plugin prints a line or a few (Monitoring Plugins Development Guidelines: 4 KB are read at most). */
    private static final int MOST_BYTES = 64 * 1024;

    public Check {
        words = List.copyOf(words);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a check is called by up to 40 small letters, digits and '-', unlike '" + name + "'");
        }
        if (words.isEmpty() || !words.get(0).startsWith("/")) {
            throw new IllegalArgumentException("check " + name + " needs its program by an absolute path");
        }
    }

    /** Asks it once. Whatever keeps it from answering is an answer too: unknown. */
    PluginAnswer ask(CommandRunner runner, List<String> command) {
        try {
            var result = runner.run(new Command(command, "", timeout, MOST_BYTES));
            return PluginAnswer.of(result.exit(), result.out());
        } catch (HostException e) {
            return PluginAnswer.unknown(String.valueOf(e.getMessage()));
        }
    }
}
