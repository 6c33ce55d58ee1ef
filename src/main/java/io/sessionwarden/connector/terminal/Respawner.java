package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import java.util.Map;
import java.util.Set;

/**
 * Finds what opens a terminal again once its session has closed: the init or supervisor that keeps a getty there. Only what
 * can be seen counts. A session on {@code /dev/tty7} that a person opened by hand has nobody who reopens it, whatever the
 * terminal is called; and a {@code login} that a network daemon started is not started again.
 */
final class Respawner {

    private static final Set<String> GETTIES = Set.of("agetty", "getty", "mgetty", "fgetty", "ngetty");

    /** Supervisors that run a getty without being process 1: runit, s6, OpenRC. */
    private static final Set<String> SUPERVISORS = Set.of("runsv", "s6-supervise", "supervise-daemo");

    private static final int INIT = 1;

    private final Map<Integer, ProcessStat> processes;
    private final Processes facts;

    Respawner(Snapshot seen) {
        this.processes = seen.processes();
        this.facts = seen.facts();
    }

    static boolean getty(ProcessStat process) {
        return GETTIES.contains(process.command());
    }

    static boolean login(ProcessStat process) {
        return process.command().equals("login");
    }

    /**
     * Its name, or the empty string. A getty becomes login(1) without a new pid; the shell under it leads the session itself
     * where login is util-linux's, and only follows where it is shadow's.
     */
    String of(ProcessStat leader) {
        var entrance = leader;
        if (!getty(leader) && !login(leader)) {
            var parent = processes.get(leader.parent());
            if (parent == null || !login(parent)) {
                return "";
            }
            entrance = parent;
        }
        // Anybody may call a program of theirs login, and leave it to init.
        if (facts.uid(entrance.pid()).filter(uid -> uid == 0).isEmpty()) {
            return "";
        }
        var keeper = processes.get(entrance.parent());
        if (entrance.parent() == INIT) {
            return keeper == null ? "init" : keeper.command();
        }
        return keeper != null && SUPERVISORS.contains(keeper.command()) ? keeper.command() : "";
    }
}
