package io.sessionwarden.connector.tmux;

import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pane as {@code list.sh} printed it: what tmux says of it, and what /proc says of its processes.
 *
 * @param where which pane of which server
 * @param pid the process that the pane was opened for: it leads a kernel session of the same number
 * @param tty its terminal
 * @param ending whether and how that process has ended, as tmux knows it
 * @param attendance whether anybody looks at it
 * @param processes what /proc says of its processes
 */
record Pane(Where where, int pid, String tty, Ending ending, Attendance attendance, Processes processes) {

    /**
     * @param server the tmux server's pid
     * @param serverStart when that server began, in seconds since 1970
     * @param session the session's id, {@code $3}
     * @param window the window's id, {@code @5}
     * @param pane the pane's id, {@code %7}; given once in the life of a server
     * @param place the session's name, the window and the position as people write them: {@code work:0.1}
     */
    record Where(String server, String serverStart, String session, String window, String pane, String place) {}

    /**
     * @param dead whether tmux knows that the process has ended
     * @param status its exit status, or empty
     * @param signal the signal that ended it, or empty
     * @param time when it ended in seconds since 1970, or empty
     */
    record Ending(boolean dead, String status, String signal, String time) {

        /** Whether it is known how the process ended. */
        boolean told() {
            return !status.isEmpty() || !signal.isEmpty();
        }

        /**
         * With what the kernel keeps of a process that nobody has waited for: tmux 3.3a now and then misses the news of a
         * child's death, and then never says how it died.
         *
         * @param waitStatus as wait(2) gives it, or empty
         */
        Ending or(String waitStatus) {
            if (!dead || told() || waitStatus.isEmpty()) {
                return this;
            }
            int word = Integer.parseInt(waitStatus);
            int killer = word & 0x7f;
            return killer == 0
                    ? new Ending(true, Integer.toString(word >> 8 & 0xff), "", time)
                    : new Ending(true, "", Integer.toString(killer), time);
        }
    }

    /**
     * @param clients how many are attached to the session
     * @param activity when one of them last typed, in seconds since 1970, or empty
     * @param now the same clock's present time, or empty
     */
    record Attendance(int clients, String activity, String now) {

        @Nullable
        Duration idle() {
            if (!activity.matches("[0-9]{1,15}") || !now.matches("[0-9]{1,15}")) {
                return null;
            }
            return Duration.ofSeconds(Math.max(0, Long.parseLong(now) - Long.parseLong(activity)));
        }
    }

    /**
     * @param leaderState the state of the pane's process as in proc_pid_stat(5), or {@code gone}
     * @param leaderTicks its start in ticks since boot; 0 where it is gone
     * @param foreground the states of its terminal's foreground processes, joined by commas
     * @param writer a fingerprint of the process that waits to write to the terminal, or empty
     */
    record Processes(String leaderState, long leaderTicks, String foreground, String writer) {

        boolean leaderEnded() {
            return leaderState.equals("gone") || leaderState.equals("Z") || leaderState.equals("X");
        }
    }

    /** The session's name stands last, because it may hold anything; all that stands before it, tmux gives. */
    static final String FORMAT = String.join(
            "|",
            "pane",
            "#{pid}",
            "#{start_time}",
            "#{session_attached}",
            "#{session_id}",
            "#{window_id}",
            "#{pane_id}",
            "#{pane_pid}",
            "#{pane_dead}",
            "#{pane_dead_status}",
            "#{pane_dead_signal}",
            "#{pane_dead_time}",
            "#{pane_tty}",
            "#{session_activity}",
            "#{T:#{l:%s}}",
            "#{window_index}",
            "#{pane_index}",
            "#{session_name}");

    private static final int FIELDS = FORMAT.split("\\|", -1).length;
    private static final int LONGEST_NAME = 100;
    private static final String NUMBER = "[0-9]{1,18}";

    /** All that tmux gives itself, up to the session's name. */
    private static final Pattern GIVEN = Pattern.compile(
            String.join(
                    "\\|",
                    "pane",
                    "[0-9]{1,9}",
                    NUMBER,
                    "[0-9]{1,9}",
                    "[$]" + NUMBER,
                    "@" + NUMBER,
                    "%" + NUMBER,
                    "(?:0|[1-9][0-9]{0,8})",
                    "[01]",
                    "[0-9]{0,9}",
                    "[A-Za-z0-9+]{0,12}",
                    "[0-9]{0,18}",
                    "[^|]{0,200}",
                    "[0-9]{0,18}",
                    "[0-9]{0,18}",
                    "[0-9]{1,9}",
                    "[0-9]{1,9}",
                    ".*"),
            Pattern.DOTALL);

    private static final Pattern PROCESS =
            Pattern.compile("process (gone|[A-Za-z]) ([0-9]{1,18}) ([A-Za-z,]{1,300}|-) (\\S{1,200}) ([0-9]{1,6}|-)");

    /** The pane, or nothing where the lines are no such thing. */
    static Optional<Pane> of(String process, String line) {
        var proc = PROCESS.matcher(process);
        String[] f = line.split("\\|", FIELDS);
        if (!proc.matches() || !GIVEN.matcher(line).matches()) {
            return Optional.empty();
        }
        String place = ForeignText.clean(f[17], LONGEST_NAME) + ":" + f[15] + "." + f[16];
        return Optional.of(new Pane(
                new Where(f[1], f[2], f[4], f[5], f[6], place),
                Integer.parseInt(f[7]),
                ForeignText.clean(f[12], LONGEST_NAME),
                new Ending(f[8].equals("1"), f[9], f[10], f[11]).or(given(proc.group(5))),
                new Attendance(Integer.parseInt(f[3]), f[13], f[14]),
                new Processes(
                        proc.group(1),
                        Long.parseLong(proc.group(2)),
                        given(proc.group(3)),
                        ForeignText.clean(given(proc.group(4)), 200))));
    }

    private static String given(String field) {
        return field.equals("-") ? "" : field;
    }

    /** Whether the process that the pane was opened for runs. */
    boolean alive() {
        return !ending.dead() && !processes.leaderEnded();
    }

    /** Whether tmux has yet to notice that the process has ended, or how: a matter of milliseconds. */
    boolean unsettled() {
        return ending.dead() ? !ending.told() : processes.leaderEnded();
    }

    /**
     * Whether the process has ended and it cannot be told how. Where tmux has waited for it and says nothing all the same, it
     * is older than 3.3, and the process died by a signal.
     */
    boolean endedUntold() {
        return ending.dead() ? !ending.told() && processes.leaderState().equals("Z") : processes.leaderEnded();
    }

    /** Whether the process ended by itself and well. */
    boolean endedWell() {
        return ending.dead() && ending.status().equals("0") && ending.signal().isEmpty();
    }

    /** The same pane, seen in another session too. */
    Pane alsoSeenBy(int clients) {
        return new Pane(
                where,
                pid,
                tty,
                ending,
                new Attendance(attendance.clients() + clients, attendance.activity(), attendance.now()),
                processes);
    }
}
