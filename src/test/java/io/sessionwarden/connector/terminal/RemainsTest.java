package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.host.HostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemainsTest {

    private static final int PTS_4 = (136 << 8) + 4;
    private static final int SHELL = 20;
    private static final int JOB = 21;
    private static final int SCRIPT = 10;
    private static final String STANDS = "/dev/pts/4";
    private static final String GONE = "/dev/pts/4 (deleted)";

    private final Incarnation session = new Incarnation("b", SHELL, 100, "pts/4", "");
    private final List<String> lines = new ArrayList<>();
    private final Remains remains = new Remains();

    @BeforeEach
    void seenWithItsTerminal() throws Exception {
        at(0);
        process(SHELL, 'S', PTS_4, STANDS);
        assertThat(remains.of(RemoteProc.snapshot(lines), List.of(session))).isEmpty();
    }

    /** A moment, so many seconds after it was seen with its terminal. */
    private void at(int second) {
        lines.clear();
        lines.addAll(List.of("boot b", "booted 1", "up " + second));
    }

    private void process(int pid, char state, int terminal, String output) {
        lines.add("stat " + pid + " (sh) " + state + " " + SCRIPT + " " + SHELL + " " + SHELL + " " + terminal
                + " -1 0 0 0 0 0 0 0 0 0 20 0 1 0 100 0");
        if (!output.isEmpty()) {
            lines.add("seen 1 '/proc/" + pid + "/fd/1' -> '" + output + "'");
        }
    }

    private List<Incarnation> left() throws HostException {
        return remains.of(RemoteProc.snapshot(lines), List.of());
    }

    @Test
    void whatHasLostItsTerminalIsLeftOnceItHasHadThreeSecondsToEnd() throws Exception {
        for (int second = 1; second <= 5; second++) {
            at(second);
            process(SHELL, 'S', 0, GONE);
            assertThat(left()).hasSize(second < 4 ? 0 : 1);
        }
        assertThat(remains.numbers()).containsExactly(SHELL);
    }

    @Test
    void whatGoesOnIsLeftAlsoWhereItsTerminalClosesSomeTimeAfterItsLeaderHasGone() throws Exception {
        at(1);
        process(JOB, 'S', 0, STANDS);
        assertThat(left()).isEmpty();
        for (int second = 2; second <= 5; second++) {
            at(second);
            process(JOB, 'S', 0, GONE);
            assertThat(left()).hasSize(second < 5 ? 0 : 1);
        }
    }

    @Test
    void aLeaderThatHasLetGoOfATerminalThatStandsIsADaemon() throws Exception {
        at(1);
        process(SHELL, 'S', 0, STANDS);
        assertThat(left()).isEmpty();
        assertThat(session.left(RemoteProc.snapshot(lines))).isFalse();
        assertThat(remains.numbers()).isEmpty();
    }

    @Test
    void whatWritesElsewhereIsForgotten() throws Exception {
        at(1);
        process(JOB, 'S', 0, "/home/u/out");
        assertThat(left()).isEmpty();
        assertThat(remains.numbers()).isEmpty();
    }

    @Test
    void aLeaderThatEndsLaterIsNews() throws Exception {
        for (int second = 1; second <= 7; second++) {
            at(second);
            process(SHELL, second < 5 ? 'S' : 'Z', 0, second < 5 ? GONE : "");
            assertThat(left()).hasSize(second == 4 ? 1 : 0);
        }
        at(8);
        process(SHELL, 'Z', 0, "");
        assertThat(left()).containsExactly(session);
    }

    @Test
    void whatWasNeverSeenWithATerminalIsNobodysRemains() throws Exception {
        var none = new Remains();
        for (int second = 1; second <= 5; second++) {
            at(second);
            process(SHELL, 'S', 0, GONE);
            assertThat(none.of(RemoteProc.snapshot(lines), List.of())).isEmpty();
        }
        assertThat(none.numbers()).isEmpty();
    }
}
