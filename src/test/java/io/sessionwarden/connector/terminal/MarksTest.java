package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.host.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarksTest {

    private static final int NO_TERMINAL = 0;
    private static final int FIRST_PTS = 136 << 8;

    private final List<String> lines = new ArrayList<>();
    private final Marks marks = new Marks();

    @BeforeEach
    void newMoment() {
        lines.clear();
        lines.addAll(List.of("boot b", "booted 1", "up 1"));
    }

    private void process(int pid, String name, int parent, int session, int terminal, int start) {
        lines.add("stat " + pid + " (" + name + ") S " + parent + " " + session + " " + session + " " + terminal
                + " -1 0 0 0 0 0 0 0 0 0 20 0 1 0 " + start + " 0");
    }

    private void marked(int pid, String name, int parent, int session, int terminal, int start) {
        process(pid, name, parent, session, terminal, start);
        lines.add("/proc/" + pid + "/environ:WARDEN_SESSION=till");
    }

    /** What keeps the seat open, and the script(1) that it starts with the mark. */
    private void seat(int script, int start) {
        process(5, "keeper", 1, 5, NO_TERMINAL, 1);
        marked(script, "script", 5, 5, NO_TERMINAL, start);
        marked(script + 1, "till-program", script, script + 1, FIRST_PTS + 1, start);
    }

    private void tmux(int server, int start) {
        marked(server, "tmux: server", 1, server, NO_TERMINAL, start);
        marked(server + 1, "bash", server, server + 1, FIRST_PTS + 2, start);
    }

    private Set<Integer> holders() throws HostException {
        var seen = RemoteProc.snapshot(lines);
        return marks.held(
                        seen,
                        seen.processes().values().stream()
                                .filter(process ->
                                        process.terminal() != NO_TERMINAL && process.pid() == process.session())
                                .toList())
                .keySet();
    }

    @Test
    void whatIsOpenedBelowOrBesideTheMarkedSessionLaterOnlyInheritsTheMark() throws Exception {
        seat(10, 100);
        tmux(20, 200);
        process(30, "script", 11, 11, FIRST_PTS + 1, 300);
        marked(31, "bash", 30, 31, FIRST_PTS + 3, 300);
        assertThat(holders()).containsExactly(11);
    }

    @Test
    void anHeirDoesNotHoldTheMarkWhenItsHolderHasDied() throws Exception {
        seat(10, 100);
        tmux(20, 200);
        holders();
        newMoment();
        tmux(20, 200);
        marked(22, "bash", 20, 22, FIRST_PTS + 4, 400);
        assertThat(holders()).isEmpty();
    }

    @Test
    void aHolderWhoseEnvironmentReadsEmptyInTheMidstOfAnExecStillHoldsTheMark() throws Exception {
        seat(10, 100);
        holders();
        newMoment();
        process(11, "sh", 10, 11, FIRST_PTS + 1, 100);
        assertThat(holders()).containsExactly(11);
    }

    @Test
    void anotherProcessThatGotItsNumberDoesNot() throws Exception {
        seat(10, 100);
        holders();
        newMoment();
        process(11, "sh", 10, 11, FIRST_PTS + 1, 101);
        assertThat(holders()).isEmpty();
    }

    @Test
    void theSeatThatIsOpenedAgainHoldsTheMark() throws Exception {
        anHeirDoesNotHoldTheMarkWhenItsHolderHasDied();
        seat(40, 500);
        assertThat(holders()).containsExactly(41);
    }

    @Test
    void aWardenThatFindsBothTakesTheOneThatNoMultiplexerOpened() throws Exception {
        tmux(20, 200);
        seat(40, 500);
        assertThat(holders()).containsExactly(41);
    }

    @Test
    void aMultiplexerAloneMayHoldAMark() throws Exception {
        tmux(20, 200);
        assertThat(holders()).containsExactly(21);
    }

    @Test
    void twoThatCameByTheMarkInTheirOwnRightBothHoldIt() throws Exception {
        marked(5, "keeper", 1, 5, NO_TERMINAL, 1);
        marked(10, "script", 5, 5, NO_TERMINAL, 100);
        marked(11, "till-program", 10, 11, FIRST_PTS + 1, 100);
        marked(12, "script", 5, 5, NO_TERMINAL, 200);
        marked(13, "till-program", 12, 13, FIRST_PTS + 2, 200);
        assertThat(holders()).containsExactlyInAnyOrder(11, 13);
    }
}
