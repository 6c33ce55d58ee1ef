package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As root. */
@RealHost(
        programs = {
            "perl",
            "xrdp",
            "xrdp-sesman",
            "xfreerdp",
            "Xvfb",
            "openbox",
            "unshare",
            "useradd",
            "userdel",
            "chpasswd"
        },
        root = true)
class LocalXrdpHostIT extends XrdpHostContract {

    private static ThrowawayAccount account;
    private static RdpServer rdp;

    @BeforeAll
    static void startServer() throws Exception {
        account = ThrowawayAccount.create();
        rdp = RdpServer.start(account);
    }

    @AfterAll
    static void stopServer() throws Exception {
        rdp.close();
        account.close();
    }

    @Override
    CommandRunner runner() {
        return new LocalRunner();
    }

    @Override
    ThrowawayAccount account() {
        return account;
    }

    @Override
    RdpServer rdp() {
        return rdp;
    }

    @Test
    void endsASessionWhoseKeeperTakesNoNote() throws Exception {
        var session = logOn();
        rdp.signal("STOP", pid(session, DesktopSession.SESSION));
        rdp.signal("KILL", pid(session, DesktopSession.MANAGER));
        Await.until(
                "it has ended", () -> session().vital(DesktopSession.MANAGER).equals(Desktop.NOTHING));
        assertThat(symptoms(session())).containsExactly(Symptom.STOPPED, Symptom.NO_WINDOW_MANAGER);

        var act = perform(Rung.RESET, session());

        assertThat(act.result()).as("%s", act.steps()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).anyMatch(step -> step.startsWith("killed xrdp-sesman (pid "));
        assertThat(sessions()).isEmpty();
        requireNothingLeft(session);
        requireNewLogonWorks(session);
    }

    @Test
    void anotherAccountSeesTheSessionAndMayNotEndIt() throws Exception {
        rdp.windowManager("sleep 600");
        var session = logOn();
        host = host(new AsUser(runner(), "65534"), Duration.ofSeconds(8));
        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(session().state()).isEqualTo(SessionState.ACTIVE);
        rdp.signal("KILL", pid(session, DesktopSession.SERVER));

        Await.until("it is down", () -> session().state() == SessionState.DOWN);

        assertThat(session().identity()).isEqualTo(session.identity());
        assertThat(session().name()).isEqualTo(session.name());
        assertThatThrownBy(() -> perform(Rung.RESET, session()))
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isEqualTo(HostException.Fault.NOT_PERMITTED));
        assertThat(session().identity()).isEqualTo(session.identity());
    }
}
