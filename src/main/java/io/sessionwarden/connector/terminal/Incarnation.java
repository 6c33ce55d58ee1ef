package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.Act;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Session;
import java.util.Optional;

/**
 * What tells one kernel session from every other one, before and after.
 *
 * @param boot the id of the boot that it lives in
 * @param pid its leader, which is also its number
 * @param startTicks the leader's start, in clock ticks since that boot
 * @param terminal its terminal, without {@code /dev/}
 */
record Incarnation(String boot, int pid, long startTicks, String terminal) {

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
                        session.vital(TerminalListing.TTY)));
    }

    /** Whether that process, seen in that boot, leads this very incarnation. */
    boolean ledBy(ProcessStat process, String seenInBoot) {
        return process.pid() == pid
                && process.startTicks() == startTicks
                && !process.ended()
                && process.session() == pid
                && TerminalName.of(process.terminal()).equals(terminal)
                && seenInBoot.equals(boot);
    }

    Act gone() {
        return Act.otherIncarnation("process " + pid + " no longer leads that session on " + terminal);
    }
}
