package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who goes with a session that is reset, and who has left it. People's long jobs live in what has left; it is named and
 * never ended.
 *
 * @param ended the processes that go with it, the leader first
 * @param left the processes that have left
 */
record ResetPlan(List<ProcessStat> ended, List<LeftRunning> left) {

    private static final int MOST_LEFT = 50;

    /** proc_pid_sessionid: no audit session. */
    private static final String NO_AUDIT_SESSION = "4294967295";

    static ResetPlan of(ProcessStat leader, Map<Integer, ProcessStat> all, Processes proc) {
        var ended = new ArrayList<ProcessStat>();
        var left = new ArrayList<LeftRunning>();
        ended.add(leader);
        for (var process : sorted(all)) {
            if (process.pid() == leader.pid() || process.ended() || process.session() != leader.pid()) {
                continue;
            }
            if (hungUpOff(process, leader, proc)) {
                left.add(leftRunning(process, "nohup"));
            } else {
                ended.add(process);
            }
        }
        for (var process : elsewhere(leader, all, proc)) {
            left.add(leftRunning(process, howItLeft(process)));
        }
        return new ResetPlan(List.copyOf(ended), left.stream().limit(MOST_LEFT).toList());
    }

    /**
     * As nohup(1) leaves a process: deaf to the hang-up, and writing somewhere else. Its process group says nothing: a shell
     * without job control has one for all.
     */
    private static boolean hungUpOff(ProcessStat process, ProcessStat leader, Processes proc) {
        boolean deaf = proc.status(process.pid(), "SigIgn")
                .filter(mask -> mask.matches("[0-9a-f]{1,16}"))
                .filter(mask -> (Long.parseUnsignedLong(mask, 16) & 1) != 0)
                .isPresent();
        var device = "/dev/" + TerminalName.of(leader.terminal());
        return deaf
                && proc.link(process.pid(), "fd/1").filter(device::equals).isEmpty()
                && proc.link(process.pid(), "fd/2").filter(device::equals).isEmpty();
    }

    /** Descendants in kernel sessions of their own, and whatever carries the audit session of the same login. */
    private static List<ProcessStat> elsewhere(ProcessStat leader, Map<Integer, ProcessStat> all, Processes proc) {
        var audit = proc.text(leader.pid(), "sessionid").orElse(NO_AUDIT_SESSION);
        var descendants = descendants(leader, all);
        return sorted(all).stream()
                .filter(process -> process.session() != leader.pid() && !process.ended())
                .filter(process -> descendants.contains(process.pid())
                        || (!audit.equals(NO_AUDIT_SESSION)
                                && process.pid() != leader.parent()
                                && process.startTicks() >= leader.startTicks()
                                && proc.text(process.pid(), "sessionid")
                                        .filter(audit::equals)
                                        .isPresent()))
                .toList();
    }

    private static Set<Integer> descendants(ProcessStat leader, Map<Integer, ProcessStat> all) {
        var found = new HashSet<Integer>();
        found.add(leader.pid());
        boolean more = true;
        while (more) {
            more = false;
            for (var process : all.values()) {
                // A member that its parent no longer has, such as a nohup'd job's child, still counts by its session.
                if (found.contains(process.parent()) || process.session() == leader.pid()) {
                    more |= found.add(process.pid());
                }
            }
        }
        return found;
    }

    private static String howItLeft(ProcessStat process) {
        if (process.command().startsWith("tmux: server")) {
            return "tmux server";
        }
        return process.command().equalsIgnoreCase("screen") ? "screen server" : "setsid";
    }

    private static LeftRunning leftRunning(ProcessStat process, String how) {
        return new LeftRunning(process.pid(), ForeignText.clean(process.command(), 40), how);
    }

    private static List<ProcessStat> sorted(Map<Integer, ProcessStat> all) {
        return all.values().stream()
                .sorted(Comparator.comparing(ProcessStat::pid))
                .toList();
    }
}
