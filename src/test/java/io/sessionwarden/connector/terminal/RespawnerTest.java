package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RespawnerTest {

    private final List<String> lines = new ArrayList<>(
            List.of("boot b", "booted 1", "up 1", "stat 1 (systemd) S 0 1 1 0 " + rest(), "fact 1 Uid 0"));

    private static String rest() {
        return "-1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0";
    }

    /** A process on tty7 (device 1031). */
    private RespawnerTest process(int pid, String name, int parent, int uid) {
        lines.add("stat " + pid + " (" + name + ") S " + parent + " " + pid + " " + pid + " 1031 " + rest());
        lines.add("fact " + pid + " Uid " + uid);
        return this;
    }

    private String respawnerOf(int leader) throws Exception {
        var seen = RemoteProc.snapshot(lines);
        return new Respawner(seen).of(Objects.requireNonNull(seen.processes().get(leader)));
    }

    @Test
    void aGettyThatInitKeepsIsStartedAgain() throws Exception {
        assertThat(process(10, "agetty", 1, 0).respawnerOf(10)).isEqualTo("systemd");
    }

    @Test
    void aGettyThatBecameLoginIsStillInits() throws Exception {
        assertThat(process(10, "login", 1, 0).respawnerOf(10)).isEqualTo("systemd");
    }

    @Test
    void soIsTheShellThatLeadsUnderALogin() throws Exception {
        assertThat(process(10, "login", 1, 0).process(11, "bash", 10, 1000).respawnerOf(11))
                .isEqualTo("systemd");
    }

    @Test
    void aSupervisorCountsToo() throws Exception {
        assertThat(process(9, "runsv", 1, 0).process(10, "agetty", 9, 0).respawnerOf(10))
                .isEqualTo("runsv");
    }

    @Test
    void aLineThatWasOpenedByHandHasNobody() throws Exception {
        assertThat(process(10, "bash", 1, 0).respawnerOf(10)).isEmpty();
        assertThat(process(20, "bash", 10, 0).respawnerOf(20)).isEmpty();
    }

    @Test
    void aGettyThatSomebodyStartedHasNobody() throws Exception {
        assertThat(process(9, "bash", 1, 0).process(10, "agetty", 9, 0).respawnerOf(10))
                .isEmpty();
    }

    @Test
    void theLoginOfANetworkDaemonIsNotStartedAgain() throws Exception {
        assertThat(process(9, "in.telnetd", 1, 0).process(10, "login", 9, 0).respawnerOf(10))
                .isEmpty();
    }

    @Test
    void aUsersOwnProgramCalledLoginFoolsNobody() throws Exception {
        assertThat(process(10, "login", 1, 1000).respawnerOf(10)).isEmpty();
    }
}
