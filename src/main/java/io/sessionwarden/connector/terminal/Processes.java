package io.sessionwarden.connector.terminal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked about the processes of one machine (proc(5)), whichever way that machine is reached. A process may end
 * between any two looks, and others' processes may be closed to the warden: what cannot be read is absent, never a fault.
 * Safe for use by several threads.
 */
interface Processes {

    /** The text of one of a process's files, such as {@code wchan}. */
    Optional<String> text(int pid, String file);

    /** Where one of a process's links points to, such as {@code fd/1}. */
    Optional<String> link(int pid, String name);

    /** The value of a line such as {@code SigIgn} of /proc/PID/status. */
    Optional<String> status(int pid, String field);

    /** The value of a variable in the environment that the process was started with. */
    Optional<String> variable(int pid, String name);

    /** When somebody last typed at a terminal, to the next eight seconds: its access time (tty_io.c). */
    Optional<Instant> typed(String terminal);

    /** The lines of the machine's {@code net/tcp} and {@code net/tcp6} about connections on which something was sent again. */
    List<String> unanswered();

    /** The logon name of a uid, or its number where it has none. */
    String nameOf(long uid);

    /** The real uid of a process. */
    default Optional<Long> uid(int pid) {
        return status(pid, "Uid").flatMap(ids -> number(ids.split("\\s+", -1)[0]));
    }

    /** A number of at most 18 digits, or nothing. */
    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
