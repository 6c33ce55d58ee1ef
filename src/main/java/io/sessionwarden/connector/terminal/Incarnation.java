package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What tells one kernel session from every other one, before and after.
 *
 * <p>Its number is not given to another process as long as one process of it lives (alloc_pid in the kernel's pid.c).
 *
 * @param boot the id of the boot that it lives in
 * @param pid its leader, which is also its number
 * @param startTicks the leader's start, in clock ticks since that boot
 * @param terminal its terminal, without {@code /dev/}
 * @param mark the mark that it holds, or the empty string
 */
record Incarnation(String boot, int pid, long startTicks, String terminal, String mark) {

    private static final int INIT = 1;

    Incarnation {
        if (!terminal.matches("[A-Za-z0-9][A-Za-z0-9/:-]{0,40}")) {
            throw new IllegalArgumentException("a terminal is not called that");
        }
    }

    /** The incarnation that was listed as that session; nothing where its leader had gone by then. */
    static Optional<Incarnation> of(Session session) {
        return Optional.ofNullable(session.leader())
                .map(leader -> new Incarnation(
                        session.identity().parts().getOrDefault(TerminalListing.BOOT, ""),
                        leader.pid(),
                        leader.startTicks(),
                        session.vital(TerminalListing.LEFT).isEmpty()
                                ? session.vital(TerminalListing.TTY)
                                : session.vital(TerminalListing.LEFT),
                        session.vital(TerminalListing.MARK)));
    }

    /** Whether that process, seen in that boot, leads this very incarnation. */
    boolean ledBy(ProcessStat process, String seenInBoot) {
        return isLeader(process, seenInBoot)
                && TerminalName.of(process.terminal()).equals(terminal);
    }

    /** Whether that process, seen in that boot, is the living leader, with its terminal or without. */
    boolean isLeader(ProcessStat process, String seenInBoot) {
        return process.pid() == pid
                && process.startTicks() == startTicks
                && !process.ended()
                && process.session() == pid
                && seenInBoot.equals(boot);
    }

    /** The living processes in the kernel session of that number, its leader first. */
    List<ProcessStat> members(Snapshot seen) {
        return seen.processes().values().stream()
                .filter(process -> process.session() == pid && !process.ended())
                .sorted(Comparator.comparing((ProcessStat process) -> process.pid() != pid)
                        .thenComparing(ProcessStat::pid))
                .toList();
    }

    /** Whether it stands there with its leader. */
    boolean stands(Snapshot seen) {
        var leader = seen.processes().get(pid);
        return leader != null && ledBy(leader, seen.boot());
    }

    /** Whether its leader lives, with its terminal or without. */
    boolean leads(Snapshot seen) {
        var leader = seen.processes().get(pid);
        return leader != null && isLeader(leader, seen.boot());
    }

    /**
     * Whether what lives in the session of that number was left by this incarnation. Its leader has lost the terminal, which has
     * gone; or the leader has gone, and one of them shows whose it is: as long as that one lives the number is nobody else's. A
     * leader that has let go of a terminal that stands, as daemons do, has left the session itself.
     */
    boolean left(Snapshot seen) {
        if (!seen.boot().equals(boot)) {
            return false;
        }
        var leader = seen.processes().get(pid);
        if (leader == null) {
            return members(seen).stream().anyMatch(member -> shows(member.pid(), seen.facts()));
        }
        return leader.ended()
                ? leader.startTicks() == startTicks
                : leads(seen) && leader.terminal() == 0 && !cutOff(seen).isEmpty();
    }

    /**
     * Whether its leader has ended, and its parent has not taken note of that. What init has inherited it will see to: in a
     * container it may be late, or never do so, and nobody misses anything.
     */
    boolean zombie(Snapshot seen) {
        var leader = seen.processes().get(pid);
        return leader != null
                && leader.ended()
                && leader.startTicks() == startTicks
                && leader.parent() != INIT
                && seen.boot().equals(boot);
    }

    /** Whether there is more of it than what its user has put aside: a zombie, or what was not given another output. */
    boolean remains(Snapshot seen) {
        return zombie(seen) || (left(seen) && !cutOff(seen).isEmpty());
    }

    /** The members whose output is still the terminal, which has gone. */
    List<ProcessStat> cutOff(Snapshot seen) {
        return members(seen).stream()
                .filter(member ->
                        isGone(member.pid(), "fd/1", seen.facts()) || isGone(member.pid(), "fd/2", seen.facts()))
                .toList();
    }

    private boolean isGone(int member, String descriptor, Processes facts) {
        return facts.link(member, descriptor)
                .filter(target -> target.equals("/dev/" + terminal + " (deleted)"))
                .isPresent();
    }

    private boolean shows(int member, Processes facts) {
        return holds(member, "fd/1", facts)
                || holds(member, "fd/2", facts)
                || (!mark.isEmpty()
                        && facts.variable(member, TerminalListing.MARK_VARIABLE)
                                .filter(mark::equals)
                                .isPresent());
    }

    /** Whether that descriptor of the process is the terminal, which may have been closed since. */
    boolean holds(int process, String descriptor, Processes facts) {
        var device = "/dev/" + terminal;
        return facts.link(process, descriptor)
                .filter(target -> target.equals(device) || target.equals(device + " (deleted)"))
                .isPresent();
    }

    Act stillThere() {
        return Act.otherIncarnation("process " + pid + " leads that session on " + terminal + ": it is not down");
    }

    Act gone() {
        return Act.otherIncarnation("process " + pid + " no longer leads that session on " + terminal);
    }
}
