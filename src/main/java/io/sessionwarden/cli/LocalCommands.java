package io.sessionwarden.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The commands that run in this very process instead of being sent to the running warden. */
@FunctionalInterface
public interface LocalCommands {

    /**
     * Runs one command to its end.
     *
     * @param command the command's words: {@code watch}, {@code practice}, {@code audit ...}, {@code doctor} and
     *     {@code policy ...} (the latter two only where no warden runs, or a folder is named)
     * @param home the home folder
     * @param args its arguments by the names in {@link Verb}, without those that were not given
     * @param out standard output
     * @param err standard error
     * @return the exit code
     */
    int run(String command, Path home, Map<String, String> args, PrintStream out, PrintStream err);
}
