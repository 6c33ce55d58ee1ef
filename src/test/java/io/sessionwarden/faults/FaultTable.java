package io.sessionwarden.faults;

import io.sessionwarden.RealHost;
import io.sessionwarden.real.NeedsFakeWindows;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.NeedsSystemd;
import io.sessionwarden.real.NeedsVnc;
import io.sessionwarden.real.NeedsXrdp;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Injects the faults that session hosts are known for into real sessions, one after the other, and prints what became of each as
 * one table. Runs with {@code mvn -B test -Dtest=FaultTable}, as root, with the packages that {@code .ci/run} installs. A fault
 * that is not healed where it should be, or a session that is touched where it should be left alone, fails it.
 */
class FaultTable {

    private static final List<FaultRow> ROWS = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static ShippedThresholds thresholds;

    @BeforeAll
    static void openPolicy() throws Exception {
        thresholds = new ShippedThresholds(folder);
    }

    @Test
    @NeedsSshd
    @RealHost(programs = {"script", "awk", "stty", "ssh", "nft", "mkfs.ext4", "mount", "umount", "fsfreeze"})
    void terminal() throws Exception {
        new TerminalFaults(thresholds, folder, ROWS).inject();
    }

    @Test
    @RealHost(
            programs = {"tmux", "setpriv", "useradd", "userdel"},
            root = true)
    void tmux() throws Exception {
        new TmuxFaults(thresholds, folder, ROWS).inject();
    }

    @Test
    @NeedsVnc
    void vnc() throws Exception {
        new VncFaults(thresholds, ROWS).inject();
    }

    @Test
    @NeedsXrdp
    void xrdp() throws Exception {
        new XrdpFaults(thresholds, ROWS).inject();
    }

    @Test
    @NeedsSystemd
    void logind() throws Exception {
        new LogindFaults(thresholds, ROWS).inject();
    }

    @Test
    @NeedsFakeWindows
    void windows() throws Exception {
        new WindowsFaults(thresholds, ROWS).inject();
    }

    @AfterAll
    static void print() {
        System.out.print("\n" + FaultRow.table(ROWS) + "\n");
    }
}
