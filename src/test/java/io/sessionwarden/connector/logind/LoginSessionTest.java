package io.sessionwarden.connector.logind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is made of what systemd says. */
class LoginSessionTest {

    private static final String MACHINE = """
            boot 3464d991-343a-4727-98f5-eca3257a4745
            now 1795604514
            consoles tty0
            foreground tty2
            own session-9.scope
            sessions
            """;

    private static final String SSH = """
            Id=12
            User=1000
            Name=ann
            Timestamp=Wed 2026-11-25 10:58:55 UTC
            TimestampMonotonic=31458652994
            Seat=
            TTY=pts/3
            Service=sshd
            Scope=session-12.scope
            Leader=700
            Type=tty
            Class=user
            State=active
            IdleHint=no
            IdleSinceHint=1795604454000000
            """;

    private static final String PROCESSES = """
            scopes
            ControlGroup=/user.slice/user-1000.slice/session-12.scope
            Id=session-12.scope
            ActiveState=active
            FreezerState=running
            SubState=running
            processes
            stat session-12.scope 712 (-bash) S 711 712 712 34819 712 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4471 6381568
            stat session-12.scope 730 (bash) S 720 730 730 34820 730 4194560 9 0 0 0 5 2 0 0 20 0 1 0 5000 6381568
            stat leader 700 (sshd) S 600 700 700 0 -1 4194560 9 0 0 0 5 2 0 0 20 0 1 0 4444 6381568
            device /dev/pts/3 88:3 1000
            end
            """;

    private static Listing list(String answer) throws HostException {
        return host(answer).list();
    }

    private static SessionHost host(String answer) {
        return new LogindConnector()
                .open(new Target(
                        "till",
                        new ScriptedRunner().answer(answer),
                        Duration.ofSeconds(2),
                        Map.of(),
                        InstantSource.system()));
    }

    private static Session only(String answer) throws HostException {
        var listing = list(answer);
        assertThat(listing.faults()).isEmpty();
        assertThat(listing.sessions()).hasSize(1);
        return listing.sessions().get(0);
    }

    @Test
    void tellsAnSshLoginByTheShellOnItsTerminal() throws Exception {
        var session = only(MACHINE + SSH + PROCESSES);

        assertThat(session.id()).isEqualTo("12");
        assertThat(session.name()).isEqualTo("pts/3");
        assertThat(session.leader()).isEqualTo(new Leader(712, 4471));
        assertThat(session.identity().parts()).containsEntry("leader", "700");
        assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(session.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(session.started()).isEqualTo(Instant.parse("2026-11-25T10:58:55Z"));
        assertThat(host(MACHINE).reopens(session, Rung.RESET)).isFalse();
    }

    @Test
    void aLoginThatAGettyLetsInWithoutAPasswordIsOpenedAgain() throws Exception {
        var getty = MACHINE + SSH.replace("sshd", "login") + PROCESSES.replace("(sshd) S 600", "(login) S 1");

        assertThat(host(MACHINE).reopens(only(getty), Rung.RESET)).isFalse();
        assertThat(host(MACHINE).reopens(only(getty.replace("device", "preauthenticated 700\ndevice")), Rung.RESET))
                .isTrue();
    }

    @Test
    void knowsTheStates() throws Exception {
        assertThat(state("opening")).isEqualTo(SessionState.INIT);
        assertThat(state("online")).isEqualTo(SessionState.DISCONNECTED);
        assertThat(state("closing")).isEqualTo(SessionState.DISCONNECTED);
        assertThat(state("lingering")).isEqualTo(SessionState.UNKNOWN);
        assertThat(only((MACHINE + SSH + PROCESSES)
                                .replace("State=active\nIdle", "State=closing\nIdle")
                                .replace("ActiveState=active", "ActiveState=deactivating"))
                        .state())
                .isEqualTo(SessionState.RESET);
        assertThat(only((MACHINE + SSH + PROCESSES).replace("now 1795604514", "now 1795605054"))
                        .state())
                .isEqualTo(SessionState.IDLE);
    }

    private static SessionState state(String state) throws HostException {
        return only((MACHINE + SSH + PROCESSES).replace("State=active\nIdle", "State=" + state + "\nIdle"))
                .state();
    }

    @Test
    void knowsWhatIsNeverReset() throws Exception {
        assertThat(kind(SSH)).isEqualTo(SessionKind.USER);
        assertThat(kind(SSH.replace("Class=user", "Class=user-early"))).isEqualTo(SessionKind.USER);
        assertThat(kind(SSH.replace("TTY=pts/3", "TTY=tty2"))).isEqualTo(SessionKind.CONSOLE);
        assertThat(kind(SSH.replace("Class=user", "Class=greeter"))).isEqualTo(SessionKind.LISTENER);
        assertThat(kind(SSH.replace("Class=user", "Class=manager"))).isEqualTo(SessionKind.SERVICES);
        assertThat(kind(SSH.replace("Class=user", "Class=background"))).isEqualTo(SessionKind.SERVICES);
        assertThat(kind(SSH.replace("session-12.scope", "session-9.scope")))
                .as("the warden's own")
                .isEqualTo(SessionKind.SERVICES);
    }

    private static SessionKind kind(String login) throws HostException {
        return only(MACHINE + login + PROCESSES).kind();
    }

    @Test
    void theTerminalOfOneWhoseLeaderHasGoneIsNoLongerItsOwn() throws Exception {
        var session = only(MACHINE + SSH.replace("State=active", "State=closing") + "end\n");

        assertThat(session.name()).isEqualTo("session-12");
        assertThat(session.vital("tty")).isEmpty();
        assertThat(session.leader()).isNull();
        assertThat(session.vital("leader")).isEqualTo("gone");
    }

    @Test
    void nobodyOwnsWhatBelongsToAnUnmappedUser() throws Exception {
        assertThat(only(MACHINE + SSH.replace("User=1000", "User=65534") + PROCESSES)
                        .account())
                .isNull();
    }

    @Test
    void whatLogindRefusesIsAFaultOfTheServer() throws Exception {
        var listing = list("""
                boot b
                now 1
                failed System has not been booted with systemd as init system (PID 1). Can't operate.
                end
                """);

        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).contains("not been booted with systemd"));
        assertThat(list("boot b\nnow 1\nchanged\nend\n").faults()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffSaysNothing() {
        assertThatThrownBy(() -> list(MACHINE + SSH)).isInstanceOf(HostException.class);
        assertThatThrownBy(() -> list("now 1\nend\n")).hasMessageContaining("'boot'");
        assertThatThrownBy(() -> list("boot b\nnow soon\nend\n")).hasMessageContaining("'now soon'");
    }

    @Test
    void neverMakesUpASessionOfWhatIsGarbled() throws Exception {
        var whole = MACHINE + SSH + "\n" + SSH.replace("Id=12", "Id=13") + PROCESSES;
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(whole);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
                    case 2 -> text.insert(at, "\n");
                    default -> text.insert(at, whole, random.nextInt(20), 20 + random.nextInt(200));
                }
            }
            try {
                assertThat(list(text + "\nend\n").sessions())
                        .hasSizeLessThan(20)
                        .allSatisfy(session -> assertThat(session.id()).matches("[A-Za-z0-9]{1,32}"));
            } catch (HostException e) {
                assertThat(e.fault()).isEqualTo(HostException.Fault.GARBLED);
            }
        }
    }

    @Test
    void aTimeThatNoClockHasIsNone() throws Exception {
        var answer = (MACHINE + SSH + PROCESSES)
                .replace("IdleSinceHint=1795604454000000", "IdleSinceHint=9999999999999999999");
        assertThat(only(answer).idle()).isNull();
    }

    @Test
    void aListThatNamesASessionTwiceIsNone() throws Exception {
        var listing = list(MACHINE + SSH + "\n" + SSH.replace("User=1000", "User=0") + PROCESSES);

        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).contains("names session 12 twice"));
    }

    @Test
    void aListThatFailedWithoutAWordIsNoListOfNoSessions() throws Exception {
        assertThat(list(MACHINE.replace("sessions\n", "failed \nend\n")).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).contains("it says nothing"));
    }

    @Test
    void whatFailedFirstIsNotTakenBackByALaterLine() throws Exception {
        assertThat(list(MACHINE + SSH + "\n" + SSH + PROCESSES.replace("device", "failed \ndevice"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.evidence().summary()).contains("names session 12 twice"));
    }
}
