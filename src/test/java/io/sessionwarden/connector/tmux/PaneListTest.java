package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaneListTest {

    private static final String PROCESS = "process S 100 S - -";

    private static String pane(String session, String clients, String id, String name) {
        return "pane|50|1795441130|" + clients + "|" + session + "|@0|" + id + "|77|0||||/dev/pts/4|1|2|0|0|" + name;
    }

    @Test
    void takesANameWithEveryBarInIt() {
        var list = PaneList.of(List.of(PROCESS, pane("$0", "0", "%0", "|a||b|"), "exit 0"));
        assertThat(list.panes())
                .singleElement()
                .satisfies(pane -> assertThat(pane.where().place()).isEqualTo("|a||b|:0.0"));
    }

    @Test
    void cleansNames() {
        var list = PaneList.of(List.of(PROCESS, pane("$0", "0", "%0", "a\u001b[31mb\u202e"), "exit 0"));
        assertThat(list.panes().get(0).where().place()).isEqualTo("a?[31mb?:0.0");
    }

    @Test
    void listsASharedPaneUnderItsOldestSessionAndCountsEveryClient() {
        var list = PaneList.of(
                List.of(PROCESS, pane("$10", "1", "%0", "late"), PROCESS, pane("$9", "0", "%0", "early"), "exit 0"));
        assertThat(list.panes()).singleElement().satisfies(pane -> {
            assertThat(pane.where().session()).isEqualTo("$9");
            assertThat(pane.attendance().clients()).isEqualTo(1);
        });
    }

    @Test
    void takesNoLineForAPaneThatIsNone() {
        var list = PaneList.of(List.of(
                "pane|too|short",
                PROCESS,
                pane("$0", "many", "%0", "x"),
                "process ! 1 S - -",
                pane("$0", "0", "%0", "x")));
        assertThat(list.panes()).isEmpty();
        assertThat(list.exit()).isEqualTo(-1);
    }

    @Test
    void keepsWhatTmuxSaysBounded() {
        var many = Collections.nCopies(1000, "said " + "x".repeat(100));
        assertThat(PaneList.of(many).said()).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void knowsThatNobodyIsThere() {
        assertThat(PaneList.of(List.of("said no server running on /tmp/s", "exit 1"))
                        .nobodyThere())
                .isTrue();
        assertThat(PaneList.of(List.of("said error connecting to /tmp/s (Permission denied)", "exit 1"))
                        .nobodyThere())
                .isFalse();
    }

    @Test
    void takesNoIdThatTmuxDoesNotGive() {
        assertThat(PaneList.of(List.of(PROCESS, pane("$0\u001b[31m", "0", "%0", "x"), "exit 0"))
                        .panes())
                .isEmpty();
        assertThat(PaneList.of(List.of(PROCESS, pane("$0", "0", "0", "x"), "exit 0"))
                        .panes())
                .isEmpty();
    }
}
