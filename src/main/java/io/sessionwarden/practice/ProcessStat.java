package io.sessionwarden.practice;

import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What proc_pid_stat(5) says of a process, as far as practice needs it.
 *
 * @param pid its process id
 * @param state one letter: {@code T} stopped, {@code Z} ended and not yet collected, ...
 * @param session the id of its session, which is the pid of the session's leader
 * @param terminal the device number of its controlling terminal, 0 for none
 * @param startTicks when it started, in clock ticks since boot
 */
record ProcessStat(int pid, char state, int session, int terminal, long startTicks) {

    private static final Path PROC = Path.of("/proc");

    /** The process with that id, unless there is none. */
    static Optional<ProcessStat> of(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // A program's name stands in parentheses and may itself hold spaces and parentheses.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 21);
            return Optional.of(new ProcessStat(
                    (int) pid,
                    fields[0].charAt(0),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Long.parseLong(fields[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The processes of one session that still run. */
    static List<ProcessStat> runningIn(int session) throws IOException {
        var members = new ArrayList<ProcessStat>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                of(Long.parseLong(process.getFileName().toString()))
                        .filter(stat -> stat.session == session && !stat.ended())
                        .ifPresent(members::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return members;
    }

    boolean ended() {
        return state == 'Z' || state == 'X';
    }

    boolean stopped() {
        return state == 'T';
    }

    boolean leadsTerminal() {
        return session == pid && terminal != 0;
    }

    boolean is(Leader leader) {
        return pid == leader.pid() && startTicks == leader.startTicks();
    }
}
