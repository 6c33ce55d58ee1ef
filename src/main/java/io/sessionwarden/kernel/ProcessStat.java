package io.sessionwarden.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of /proc/PID/stat, as far as the program needs it (proc_pid_stat(5)).
 *
 * @param pid process id
 * @param command name of the program, at most 15 bytes; may hold spaces and parentheses
 * @param state {@code R S D T t Z X I}
 * @param parent pid of the parent
 * @param group process group
 * @param session kernel session id
 * @param terminal device number of the controlling terminal, 0 for none
 * @param foreground the terminal's foreground process group, -1 for none
 * @param cpuTicks user and system time, in clock ticks
 * @param startTicks start, in clock ticks since boot
 */
public record ProcessStat(
        int pid,
        String command,
        char state,
        int parent,
        int group,
        int session,
        int terminal,
        int foreground,
        long cpuTicks,
        long startTicks) {

    private static final int FIELDS_NEEDED = 20;

    /** As the kernel prints it: {@code Integer.parseInt} would read signs and other digits too. */
    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,8}");

    private static final Path PROC = Path.of("/proc");

    /** The process of this machine with that id; nothing where there is none, or /proc hides it. */
    public static Optional<ProcessStat> of(int pid) {
        return of(PROC.resolve(Integer.toString(pid)));
    }

    /** The process with that folder of /proc; nothing where it has gone or may not be read. */
    public static Optional<ProcessStat> of(Path process) {
        try {
            // A name may hold any bytes.
            return parse(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads a line; nothing where it is not one. The name ends at the last parenthesis, because it may hold others. */
    public static Optional<ProcessStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open || close + 2 > line.length()) {
            return Optional.empty();
        }
        var rest = line.substring(close + 2).trim().split(" ", -1);
        var pid = line.substring(0, open).trim();
        if (rest.length < FIELDS_NEEDED
                || rest[0].length() != 1
                || !PID.matcher(pid).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessStat(
                    Integer.parseInt(pid),
                    line.substring(open + 1, close),
                    rest[0].charAt(0),
                    Integer.parseInt(rest[1]),
                    Integer.parseInt(rest[2]),
                    Integer.parseInt(rest[3]),
                    Integer.parseInt(rest[4]),
                    Integer.parseInt(rest[5]),
                    Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                    Long.parseLong(rest[19])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Gone but not yet reaped: never waited for. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }

    /** Stopped by a signal; a process that a debugger holds ({@code t}) is not. */
    public boolean stopped() {
        return state == 'T';
    }
}
