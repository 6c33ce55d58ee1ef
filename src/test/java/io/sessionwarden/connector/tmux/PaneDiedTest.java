package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaneDiedTest {

    private final PaneDied probe = new PaneDied();

    private static Session session(SessionState state, boolean standing, Map<String, String> vitals) {
        return new Session(
                SessionIdentity.of("here", "tmux", Map.of("pid", "7")),
                "7",
                "main:0.0",
                SessionKind.USER,
                state,
                standing,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(vitals));
    }

    private Finding find(SessionState state, boolean standing, Map<String, String> vitals) {
        return probe.examine(session(state, standing, vitals), null);
    }

    @Test
    void isSickWhenAProgramDiedOrFailed() {
        for (var how : List.of(Map.of("dead", "1", "signal", "9"), Map.of("dead", "1", "status", "3"))) {
            assertThat(find(SessionState.DOWN, false, how))
                    .isInstanceOfSatisfying(
                            Finding.Sick.class,
                            sick -> assertThat(sick.symptom()).isEqualTo(Symptom.DEAD_LEADER));
        }
    }

    @Test
    void isHealthyWhenAProgramEndedWell() {
        assertThat(find(SessionState.IDLE, true, Map.of("dead", "1", "status", "0", "leader", "gone")))
                .isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void isSickWhenAStandingSessionHasGone() {
        assertThat(find(SessionState.DOWN, true, Map.of("leader", "gone"))).isInstanceOf(Finding.Sick.class);
        assertThat(find(SessionState.DOWN, false, Map.of("leader", "gone"))).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void cannotTellWhileTmuxHasNotNoticed() {
        assertThat(find(SessionState.UNKNOWN, false, Map.of("leader", "gone"))).isInstanceOf(Finding.Unknown.class);
    }
}
