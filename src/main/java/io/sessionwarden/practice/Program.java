package io.sessionwarden.practice;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs in a practice session: a loop for a POSIX shell. Every loop ends when its line cannot be printed, so that none
 * outlives its terminal, also where it ignores hang-ups. The shell itself prints the lines, never a child, so that it is
 * the session's leader that waits when output is blocked.
 */
public enum Program {
    TILL("""
            n=0
            while n=$((n+1)); echo "sale $n rung up"; do sleep 1; done"""),

    CLOCK("""
            while echo "it is $(date +%T)"; do sleep 1; done"""),

    /** Prints 150 kB/s, so that a client that stops reading blocks it within a second: 64 kB of pipe and the pty's own. */
    REPORT("""
            page="a line of the long report, of which there are very many"
            for _ in 1 2 3 4 5 6 7 8; do page="$page
            $page"; done
            while echo "$page"; do sleep 0.1; done"""),

    /** At SIGUSR1 it works as hard as it can for three seconds. */
    BOOKS("""
            hard=0
            trap 'hard=1; (sleep 3; kill -s USR2 $$) &' USR1
            trap 'hard=0' USR2
            n=0
            while n=$((n+1)); echo "row $n of the books added up"; do [ $hard = 1 ] || sleep 0.2; done"""),

    STUBBORN("""
            trap '' HUP
            while echo "I do not care for hang-ups"; do sleep 1; done"""),

    PAYROLL("""
            n=0
            while n=$((n+1)); echo "payslip $n printed"; do sleep 1; done""");

    private final String text;

    Program(String text) {
        this.text = text;
    }

    /** Whether this is a program to show that fault on. */
    boolean suits(Fault fault) {
        return switch (fault) {
            case LEADER_KILLED -> this == TILL || this == CLOCK;
            case STOPPED -> this == TILL || this == REPORT;
            case OUTPUT_BLOCKED -> this == CLOCK || this == REPORT;
            case HUP_IMMUNE -> this == STUBBORN;
            case BUSY -> this == BOOKS;
            case PROTECTED -> this == PAYROLL;
        };
    }

    /**
     * The command that opens a terminal with this program as its session's leader: script(1) makes a pseudo-terminal and
     * gives the text to {@code $SHELL -c}. Under setsid(1), because Ctrl-C at the warden's own terminal is meant for the
     * warden, which closes practice in good order. What works hard does so at low priority.
     */
    List<String> command() {
        var command = new ArrayList<String>();
        if (this == BOOKS) {
            command.addAll(List.of("nice", "-n", "10"));
        }
        command.addAll(List.of("setsid", "script", "-qfc", text, "/dev/null"));
        return command;
    }

    /**
     * What practice needs and the machine lacks. Asked beforehand, because setsid(1) itself starts well without script(1).
     *
     * @param path folders as in the environment variable PATH
     */
    static List<String> missing(String path) {
        var folders = List.of(path.split(File.pathSeparator, -1));
        return Stream.of("script", "setsid", "nice")
                .filter(program -> folders.stream()
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program))))
                .toList();
    }
}
