package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshClientsTest {

    private static final String FOUR = "10.0.2.15 51234 10.0.2.2 22";
    private static final String FOUR_TABLE =
            "  3: 0202000A:0016 0F02000A:C822 01 00000024:00000000 01:00000060 0000000B 0 0 9 1";

    @Test
    void tellsHowOftenTheClientWasSentTheSameAgain() throws Exception {
        assertThat(unanswered("sshd", "/dev/pts/3", FOUR, FOUR_TABLE)).contains(11);
        assertThat(unanswered("sshd-session", "/dev/pts/3", FOUR, FOUR_TABLE)).contains(11);
    }

    @Test
    void knowsBothKindsOfAddressAndOneInTheOther() throws Exception {
        assertThat(
                        unanswered(
                                "sshd",
                                "/dev/pts/3",
                                "fe80::1:2%eth0 51234 2001:db8::7 22",
                                "0: B80D0120000000000000000007000000:0016 000080FE000000000000000002000100:C822 01 1:0 01:60 00000005"))
                .contains(5);
        assertThat(
                        unanswered(
                                "sshd",
                                "/dev/pts/3",
                                FOUR,
                                "0: 0000000000000000FFFF00000202000A:0016 0000000000000000FFFF00000F02000A:C822 01 1:0 01:60 00000006"))
                .contains(6);
    }

    @Test
    void takesNoOtherConnectionForIt() throws Exception {
        assertThat(unanswered("sshd", "/dev/pts/3", "10.0.2.15 51235 10.0.2.2 22", FOUR_TABLE))
                .isEmpty();
        assertThat(unanswered("sshd", "/dev/pts/3", "10.0.2.16 51234 10.0.2.2 22", FOUR_TABLE))
                .isEmpty();
        assertThat(unanswered("sshd", "/dev/pts/3", FOUR, FOUR_TABLE.replace(" 01 0", " 04 0")))
                .isEmpty();
    }

    @Test
    void leavesOutATerminalThatOnlyInheritedTheNamesOfAnother() throws Exception {
        assertThat(unanswered("sshd", "/dev/pts/4", FOUR, FOUR_TABLE)).isEmpty();
        assertThat(unanswered("tmux: server", "/dev/pts/3", FOUR, FOUR_TABLE)).isEmpty();
    }

    @Test
    void findsNothingInWhatIsNoConnection() throws Exception {
        for (var garbage : List.of("", "x y z", "1.2 1 3.4", ":: : :: 2", "999.1.1.1 51234 10.0.2.2 22")) {
            assertThat(unanswered("sshd", "/dev/pts/3", garbage, FOUR_TABLE)).isEmpty();
        }
        for (var garbage :
                List.of("", "0:", "0: 0202000A:0016 0F02000A:C822 01 1:0 01:60 XYZ", "0: A:1 B:2 01 1 1 00000009")) {
            assertThat(unanswered("sshd", "/dev/pts/3", FOUR, garbage)).isEmpty();
        }
    }

    private static Optional<Integer> unanswered(String parent, String tty, String connection, String table)
            throws Exception {
        var lines = new ArrayList<>(List.of("boot b", "booted 1", "up 1"));
        lines.add(stat(70, parent, 1, 0));
        lines.add(stat(71, "bash", 70, 34819));
        lines.add("/proc/71/environ:SSH_TTY=" + tty);
        lines.add("/proc/71/environ:SSH_CONNECTION=" + connection);
        lines.add("tcp " + table);
        var seen = RemoteProc.snapshot(lines);
        return new SshClients(seen).of(Objects.requireNonNull(seen.processes().get(71)), "pts/3");
    }

    private static String stat(int pid, String name, int parent, int terminal) {
        return "stat " + pid + " (" + name + ") S " + parent + " 71 71 " + terminal + " 71 0" + " 0".repeat(12) + " 100"
                + " 0".repeat(30);
    }
}
