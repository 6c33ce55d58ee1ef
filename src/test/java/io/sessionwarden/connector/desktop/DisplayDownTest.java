package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DisplayDownTest {

    private static Finding find(SessionState state, boolean standing, Map<String, String> vitals) {
        var session = new Session(
                SessionIdentity.of("here", "vnc", Map.of("pid", "7")),
                "7",
                "vnc:61",
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
        return new DisplayDown().examine(session, null);
    }

    @Test
    void isSickWhenAStandingDesktopHasGone() {
        assertThat(find(SessionState.DOWN, true, Map.of("leader", "gone")))
                .isInstanceOfSatisfying(
                        Finding.Sick.class, sick -> assertThat(sick.symptom()).isEqualTo(Symptom.DEAD_LEADER));
    }

    @Test
    void missesNoDesktopThatNeedNotStand() {
        assertThat(find(SessionState.DOWN, false, Map.of("leader", "gone"))).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void isHealthyWhileTheDesktopStands() {
        assertThat(find(SessionState.ACTIVE, true, Map.of())).isInstanceOf(Finding.Healthy.class);
    }
}
