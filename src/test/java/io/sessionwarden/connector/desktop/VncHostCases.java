package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.real.VncDesktops;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector does with real desktops of TigerVNC, whatever way its commands go. */
abstract class VncHostCases extends OwnDesktops {

    VncDesktops vnc;
    int display;

    VncHostCases() {
        super(new VncConnector());
    }

    @Override
    final SessionHost connect() {
        return new VncConnector()
                .open(new Target("here", runner(), Duration.ofSeconds(8), Map.of(), InstantSource.system()));
    }

    @BeforeEach
    void open() throws Exception {
        vnc = new VncDesktops(account());
        display = vnc.freeDisplay();
        vnc.open(display);
        Await.until(
                "the desktop stands",
                () -> sessions().stream()
                        .anyMatch(session ->
                                session.vital(DesktopSession.MANAGER_NAME).equals("openbox")
                                        && session.vital(DesktopSession.X11).equals("answers")));
    }

    @AfterEach
    void end() throws Exception {
        vnc.end(display);
    }

    @Test
    void listsADesktopAndWhoLooksAtIt() throws Exception {
        var session = session();

        assertThat(session.name()).isEqualTo("vnc:" + display);
        assertThat(session.logonName()).isEqualTo(account().name());
        assertThat(session.identity().parts().keySet()).containsExactly("boot", "pid", "start");
        assertThat(session.kind()).isEqualTo(SessionKind.USER);
        assertThat(session.state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(session.vital(DesktopSession.RFB)).isIn("answers", "unasked");
        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(symptoms(session)).isEmpty();
        assertThat(host.values(session)).containsEntry("size", "640x480").containsEntry("window manager", "openbox");
        assertThat(host.evidence(session).facts().values()).anyMatch(fact -> fact.contains("openbox"));

        try (var viewer = new Socket(InetAddress.getLoopbackAddress(), 5900 + display);
                InputStream said = viewer.getInputStream()) {
            assertThat(said.readNBytes(4)).startsWith('R', 'F', 'B');
            assertThat(session().state()).isEqualTo(SessionState.ACTIVE);
        }

        Await.until("nobody looks at it", () -> session().state() == SessionState.DISCONNECTED);
    }

    @Test
    void findsAFrozenDesktopAndLetsItGoOn() throws Exception {
        var session = session();
        vnc.signal("STOP", pid(session, DesktopSession.SERVER));

        var frozen = session();

        assertThat(new FrozenDisplay().examine(frozen, session)).isInstanceOf(Finding.Unknown.class);
        assertThat(symptoms(frozen)).containsExactly(Symptom.FROZEN_DISPLAY);
        assertThat(session().vital(DesktopSession.RFB)).isEqualTo("silent");
        assertThat(host.rungs(frozen)).containsExactly(Rung.CONTINUE, Rung.RESET, Rung.FORCE);

        var act = perform(Rung.CONTINUE, frozen);

        assertThat(act.steps()).singleElement().asString().startsWith("continued Xtigervnc (pid ");
        assertThat(symptoms(session())).isEmpty();
        assertThat(session().identity()).isEqualTo(session.identity());
    }

    @Test
    void opensAFrozenDesktopAgainOnItsDisplay() throws Exception {
        var session = session();
        vnc.signal("STOP", pid(session, DesktopSession.SERVER));
        var frozen = session();

        var act = perform(Rung.RESET, frozen);

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(0)).startsWith("killed Xtigervnc (pid ");
        assertThat(act.steps()).endsWith("opened it again with vncserver");
        Await.until(
                "its window manager is back",
                () -> session().vital(DesktopSession.MANAGER_NAME).equals("openbox"));
        assertThat(session().name()).isEqualTo(session.name());
        assertThat(session().identity()).isNotEqualTo(session.identity());
        assertThat(session().vital(DesktopSession.OPENING)).isEqualTo(session.vital(DesktopSession.OPENING));
        assertThat(symptoms(session())).isEmpty();
    }

    @Test
    void forcesADesktopToAnEndAndOpensItAgain() throws Exception {
        var session = session();

        var act = perform(Rung.FORCE, session);

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(0)).startsWith("killed Xtigervnc (pid ");
        assertThat(session().identity()).isNotEqualTo(session.identity());
    }

    @Test
    void logsOffAndLeavesNothingBehind() throws Exception {
        var act = perform(Rung.LOG_OFF, session());

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps().get(0)).startsWith("asked openbox (pid ");
        assertThat(sessions()).isEmpty();
        assertThat(vnc.lock(display)).doesNotExist();
        assertThat(vnc.socket(display)).doesNotExist();
    }

    @Test
    void findsADesktopWhoseWindowsNothingManages() throws Exception {
        var session = session();
        // Its vncserver would end with it.
        vnc.signal("STOP", pid(session, DesktopSession.SESSION));
        vnc.signal("KILL", pid(session, DesktopSession.MANAGER));
        Await.until(
                "it has ended", () -> session().vital(DesktopSession.MANAGER).equals("-"));

        assertThat(symptoms(session())).containsExactly(Symptom.STOPPED, Symptom.NO_WINDOW_MANAGER);

        var act = perform(Rung.RESET, session());

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(session().identity()).isNotEqualTo(session.identity());
    }

    @Test
    void opensADesktopThatHasGoneAgain() throws Exception {
        var session = session();
        perform(Rung.LOG_OFF, session);
        var vitals = new TreeMap<>(session.vitals());
        vitals.putAll(Map.of("leader", "gone", DesktopSession.X11, "silent", DesktopSession.MANAGER, "-"));
        var gone = session.in(SessionState.DOWN).seen(vitals);
        assertThat(host.rungs(gone)).containsExactly(Rung.RESET);
        assertThat(symptoms(gone)).isEmpty();

        var act = perform(Rung.RESET, gone);

        assertThat(act.steps()).containsExactly("opened it again with vncserver");
        assertThat(session().name()).isEqualTo(session.name());
        assertThat(session().identity()).isNotEqualTo(session.identity());
        assertThat(perform(Rung.RESET, gone).result()).isEqualTo(Act.Result.OTHER_INCARNATION);
    }
}
