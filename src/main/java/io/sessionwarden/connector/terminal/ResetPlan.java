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
 * @param ended the processes that go with it, the leader first where it lives
 * @param left the processes that have left
 */
record ResetPlan(List<ProcessStat> ended, List<LeftRunning> left) {

    private static final int MOST_LEFT = 50;

    ResetPlan {
        ended = List.copyOf(ended);
        left = left.stream().limit(MOST_LEFT).toList();
    }

    /** Every member goes, but for those that were hung up off; whatever came from the session into another one has left. */
    static ResetPlan of(Incarnation session, Snapshot seen) {
        var ended = new ArrayList<ProcessStat>();
        var left = new ArrayList<LeftRunning>();
        var members = session.members(seen);
        for (var member : members) {
            if (member.pid() != session.pid() && hungUpOff(member.pid(), session, seen.facts())) {
                left.add(leftRunning(member, "nohup"));
            } else {
                ended.add(member);
            }
        }
        elsewhere(session, members, seen).forEach(process -> left.add(leftRunning(process, howItLeft(process))));
        return new ResetPlan(ended, left);
    }

    /** Nothing goes: what has the session's number cannot be told to be its own. */
    static ResetPlan nothing(Incarnation session, Snapshot seen) {
        return new ResetPlan(
                List.of(),
                session.members(seen).stream()
                        .map(member -> leftRunning(member, "in a kernel session of that number, perhaps another one"))
                        .toList());
    }

    /**
     * As nohup(1) leaves a process: deaf to the hang-up, and writing somewhere else. Its process group says nothing: a shell
     * without job control has one for all.
     */
    static boolean hungUpOff(int member, Incarnation session, Processes facts) {
        boolean deaf = facts.status(member, "SigIgn")
                .filter(mask -> mask.matches("[0-9a-f]{1,16}"))
                .filter(mask -> (Long.parseUnsignedLong(mask, 16) & 1) != 0)
                .isPresent();
        return deaf && !session.holds(member, "fd/1", facts) && !session.holds(member, "fd/2", facts);
    }

    /** Descendants in kernel sessions of their own, and whatever carries a sign that it was started in this one. */
    private static List<ProcessStat> elsewhere(Incarnation session, List<ProcessStat> members, Snapshot seen) {
        if (members.isEmpty()) {
            return List.of();
        }
        var descendants = descendants(session, seen.processes());
        // A leader that has ended still tells its parent until that has noticed.
        var first = seen.processes().getOrDefault(session.pid(), members.get(0));
        var above = above(first, seen.processes());
        var origin = Origin.of(session, members.get(0), seen);
        return seen.processes().values().stream()
                .filter(process -> process.session() != session.pid() && !process.ended())
                .filter(process ->
                        descendants.contains(process.pid()) || (!above.contains(process.pid()) && origin.isOf(process)))
                .sorted(Comparator.comparing(ProcessStat::pid))
                .toList();
    }

    private static Set<Integer> descendants(Incarnation session, Map<Integer, ProcessStat> all) {
        var found = new HashSet<Integer>();
        found.add(session.pid());
        boolean more = true;
        while (more) {
            more = false;
            for (var process : all.values()) {
                // A member that its parent no longer has, such as a nohup'd job's child, still counts by its session.
                if (found.contains(process.parent()) || process.session() == session.pid()) {
                    more |= found.add(process.pid());
                }
            }
        }
        return found;
    }

    private static Set<Integer> above(ProcessStat process, Map<Integer, ProcessStat> all) {
        var above = new HashSet<Integer>();
        var parent = all.get(process.parent());
        while (parent != null && above.add(parent.pid())) {
            parent = all.get(parent.parent());
        }
        return above;
    }

    /** Whether that is the server of tmux or screen, which opens terminals itself. */
    static boolean multiplexer(ProcessStat process) {
        return !howItLeft(process).equals("setsid");
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
}
