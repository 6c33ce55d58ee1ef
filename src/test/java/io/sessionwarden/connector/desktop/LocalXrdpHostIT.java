package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.NeedsXrdp;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As root. */
@NeedsXrdp
class LocalXrdpHostIT extends XrdpHostCases {

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

    @Test
    void theSessionThatAsksIsNotResettable(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var words = Script.XRDP_LIST
                .command(Duration.ofSeconds(8), List.of("1000", "no", "0", "no", "0"))
                .words();
        Files.writeString(folder.resolve("list.pl"), words.get(2));
        // As a program does that is started in the session's own terminal.
        rdp.windowManager("sh -c 'perl " + folder.resolve("list.pl") + " 1000 no 0 no 0 > " + folder.resolve("said")
                + ".part; mv " + folder.resolve("said") + ".part " + folder.resolve("said") + "; sleep 600'");
        var session = logOn();
        Await.until("it has looked", () -> Files.exists(folder.resolve("said")));

        var seen = Look.of(new CommandResult(0, Files.readString(folder.resolve("said")), ""));

        assertThat(new DesktopSession("here", Technology.XRDP, seen).sessions())
                .filteredOn(one -> one.identity().equals(session.identity()))
                .extracting(Session::kind)
                .containsExactly(SessionKind.SERVICES);
    }
}
