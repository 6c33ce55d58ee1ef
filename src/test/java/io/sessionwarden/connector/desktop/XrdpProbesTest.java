package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class XrdpProbesTest {

    private static final Session WHOLE = session(SessionState.ACTIVE, Map.of("sesman", "yes", "helperState", "S"));

    private static Session session(SessionState state, Map<String, String> vitals) {
        return new Session(
                SessionIdentity.of("here", "xrdp", Map.of("pid", "7")),
                "7",
                "rdp:10",
                SessionKind.USER,
                state,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(vitals));
    }

    private static void requireSick(Probe probe, Session session, Symptom symptom) {
        assertThat(probe.examine(session, session))
                .isInstanceOfSatisfying(
                        Finding.Sick.class, sick -> assertThat(sick.symptom()).isEqualTo(symptom));
    }

    @Test
    void aSessionWhoseXServerIsDeadIsDownOnTheSecondLook() {
        var dead = session(SessionState.DOWN, Map.of());

        requireSick(new DeadDisplay(), dead, Symptom.DOWN);
        assertThat(new DeadDisplay().examine(dead, WHOLE)).isInstanceOf(Finding.Unknown.class);
        assertThat(new DeadDisplay().examine(dead, null)).isInstanceOf(Finding.Unknown.class);
        assertThat(new DeadDisplay().examine(WHOLE, WHOLE)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aSessionThatIsMissedIsNotCalledDown() {
        var missed = session(SessionState.DOWN, Map.of("leader", "gone"));

        assertThat(new DeadDisplay().examine(missed, missed)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aSessionThatNoSesmanKnowsIsOrphanedOnceNobodyIsConnected() {
        var left = session(SessionState.DISCONNECTED, Map.of("sesman", "no"));
        var used = session(SessionState.ACTIVE, Map.of("sesman", "no"));

        requireSick(new Orphaned(), left, Symptom.ORPHANED);
        assertThat(new Orphaned().examine(left, used)).isInstanceOf(Finding.Unknown.class);
        assertThat(new Orphaned().examine(used, used)).isInstanceOf(Finding.Healthy.class);
        assertThat(new Orphaned().examine(WHOLE, WHOLE)).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aSessionWithoutItsHelperIsSickUnlessItIsDown() {
        requireSick(
                new HelperDead(),
                session(SessionState.DISCONNECTED, Map.of("helperState", "gone")),
                Symptom.HELPER_DEAD);
        assertThat(new HelperDead().examine(session(SessionState.DOWN, Map.of("helperState", "gone")), null))
                .isInstanceOf(Finding.Healthy.class);
        assertThat(new HelperDead().examine(session(SessionState.INIT, Map.of("helperState", "")), null))
                .isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void aSessionThatIsBeingOpenedIsNeitherFrozenNorUnmanaged() {
        var opening =
                session(SessionState.INIT, Map.of("x11", "silent", "session", "21:330", "manager", Desktop.NOTHING));

        assertThat(new FrozenDisplay().examine(opening, opening)).isInstanceOf(Finding.Unknown.class);
        assertThat(new NoWindowManager().examine(opening, opening)).isInstanceOf(Finding.Healthy.class);
    }
}
