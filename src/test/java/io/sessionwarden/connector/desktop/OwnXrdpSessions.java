package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Real sessions of xrdp for tests: one account's, each ended with its test, whatever state that left it in. */
abstract class OwnXrdpSessions extends OwnDesktops {

    OwnXrdpSessions() {
        super(new XrdpConnector());
    }

    abstract RdpServer rdp();

    @Override
    final SessionHost connect() {
        return host(runner(), Duration.ofSeconds(8));
    }

    final SessionHost host(CommandRunner runner, Duration timeout) {
        return new XrdpConnector()
                .open(new Target(
                        "here",
                        runner,
                        timeout,
                        Map.of(
                                "port", List.of(Integer.toString(rdp().port())),
                                "sesman-port", List.of(Integer.toString(rdp().sesmanPort()))),
                        InstantSource.system()));
    }

    @AfterEach
    void end() throws Exception {
        rdp().restart();
        rdp().endSessions();
        rdp().windowManager("openbox");
    }

    /** Logs on and waits until that very session stands, with all that belongs to it. */
    final Session logOn() throws Exception {
        var before = sessions().stream().map(Session::identity).toList();
        rdp().logOn();
        Await.until(
                "a session is open and somebody is connected to it",
                () -> sessions().stream().anyMatch(session -> !before.contains(session.identity()) && stands(session)));
        return sessions().stream()
                .filter(session -> !before.contains(session.identity()))
                .findFirst()
                .orElseThrow();
    }

    static boolean stands(Session session) {
        return session.state() == SessionState.ACTIVE
                && !session.vital(DesktopSession.MANAGER_NAME).isEmpty()
                && !session.vital(DesktopSession.MANAGER_NAME).equals("wm")
                && session.vital(DesktopSession.X11).equals("answers")
                && !session.vital(DesktopSession.HELPER).equals(Desktop.NOTHING);
    }

    final Session logOnAndHangUp() throws Exception {
        logOn();
        rdp().hangUp();
        Await.until("nobody is connected", () -> session().state() == SessionState.DISCONNECTED);
        return session();
    }

    final void requireNothingLeft(Session session) throws Exception {
        var display = session.vital(DesktopSession.DISPLAY);
        assertThat(rdp().lock(display)).doesNotExist();
        assertThat(rdp().socket(display)).doesNotExist();
        assertThat(rdp().left(display)).isEmpty();
    }

    final void requireNewLogonWorks(Session old) throws Exception {
        rdp().hangUp();
        var next = logOn();
        assertThat(next.name()).isEqualTo(old.name());
        assertThat(next.identity()).isNotEqualTo(old.identity());
        assertThat(symptoms(next)).isEmpty();
        assertThat(host.values(next)).isEqualTo(host.values(old));
    }
}
