package io.sessionwarden.probe;

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

class StoppedTest {

    private final Stopped probe = new Stopped();

    private static Session session(String leaderState, String foreground) {
        return new Session(
                SessionIdentity.of("here", "test", Map.of("sid", "7")),
                "7",
                "pts/3",
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of("leaderState", leaderState, "foreground", foreground)));
    }

    @Test
    void isHealthyWhileEverythingRunsOrSleeps() {
        assertThat(probe.examine(session("S", "S,R,D"), null)).isInstanceOf(Finding.Healthy.class);
        assertThat(probe.examine(session("S", ""), null)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void isNotSureAtTheFirstSight() {
        assertThat(probe.examine(session("S", "T"), null)).isInstanceOf(Finding.Unknown.class);
        assertThat(probe.examine(session("S", "T"), session("S", "S"))).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void isSickWhenTheForegroundStaysStopped() {
        assertThat(probe.examine(session("S", "S,T"), session("S", "T")))
                .isInstanceOfSatisfying(
                        Finding.Sick.class, sick -> assertThat(sick.symptom()).isEqualTo(Symptom.STOPPED));
    }

    @Test
    void isSickWhenTheLeaderStaysStopped() {
        assertThat(probe.examine(session("T", ""), session("T", ""))).isInstanceOf(Finding.Sick.class);
    }

    @Test
    void doesNotMindADebugger() {
        assertThat(probe.examine(session("S", "t"), session("S", "t"))).isInstanceOf(Finding.Healthy.class);
    }
}
