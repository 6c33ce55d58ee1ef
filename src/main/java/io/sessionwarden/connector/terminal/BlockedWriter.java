package io.sessionwarden.connector.terminal;

import io.sessionwarden.kernel.ProcessStat;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process of a session that waits to write to its terminal. The fingerprint names the process, the descriptor, the
 * arguments of the system call and how often it has slept: it is the same in two looks only when nothing moved between them.
 */
final class BlockedWriter {

    /** Where the kernel lets a writer to a full or stopped terminal wait (n_tty.c). */
    private static final Set<String> WAITS = Set.of("n_tty_write", "wait_woken");

    /**
     * A reader waits in the same place. write and writev are 1 and 20 on x86-64, 64 and 66 in the table that arm64, riscv64
     * and others share, 4 and 146 on 32 bits.
     */
    private static final Set<String> WRITES = Set.of("1", "20", "64", "66", "4", "146");

    private final Processes proc;

    BlockedWriter(Processes proc) {
        this.proc = proc;
    }

    /** The fingerprint of the first such process, or the empty string. */
    String fingerprint(List<ProcessStat> members, String terminal) {
        return members.stream()
                .filter(member -> member.state() == 'S')
                .sorted(Comparator.comparing(ProcessStat::pid))
                .map(member -> fingerprint(member.pid(), "/dev/" + terminal))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private Optional<String> fingerprint(int pid, String device) {
        if (proc.text(pid, "wchan").filter(WAITS::contains).isEmpty()) {
            return Optional.empty();
        }
        var call = proc.text(pid, "syscall").orElse("");
        var words = call.split(" ", -1);
        if (words.length < 4 || !words[1].matches("0x[0-9a-f]{1,8}")) {
            return Optional.empty();
        }
        int descriptor = Integer.parseUnsignedInt(words[1].substring(2), 16);
        if (proc.link(pid, "fd/" + descriptor).filter(device::equals).isEmpty() || !WRITES.contains(words[0])) {
            return Optional.empty();
        }
        return proc.status(pid, "voluntary_ctxt_switches")
                .map(slept -> pid + "/" + descriptor + "/" + call + "/" + slept);
    }
}
