package io.sessionwarden.connector.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.SecondDisplay;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class XrdpHostTest {

    private static final String HOST = "host 01234567-89ab-cdef-0123-456789abcdef 1700000000\n";
    private static final String SERVES = "service xrdp runs answers\nservice xrdp-sesman runs answers\n";
    private static final String SESSION =
            "session asker=no begins=no clients=1 display=10 helper=24:360:S:xrdp-chansrv manager=22:340:S:openbox"
                    + " name=ann server=23:345:S:Xorg sesman=yes session=21:330:S:xrdp-sesman uid=1000 x11=answers\n";

    private final ScriptedRunner runner = new ScriptedRunner();

    private SessionHost host() {
        return new XrdpConnector()
                .open(new Target("here", runner, Duration.ofSeconds(8), Map.of(), InstantSource.system()));
    }

    private Listing list(String... lines) throws HostException {
        runner.answer(HOST + String.join("", lines) + "end\n");
        return host().list();
    }

    private Session session(String line) throws HostException {
        return list(SERVES, line).sessions().get(0);
    }

    @Test
    void readsASession() throws Exception {
        var session = session(SESSION);

        assertThat(session.name()).isEqualTo("rdp:10");
        assertThat(session.id()).isEqualTo("23");
        assertThat(session.leader()).as("logind knows it by that one, too").isEqualTo(new Leader(21, 330));
        assertThat(session.kind()).isEqualTo(SessionKind.USER);
        assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(session.logonName()).isEqualTo("ann");
        assertThat(session.identity().parts()).containsEntry("pid", "23").containsEntry("start", "345");
    }

    @Test
    void isTheSameSessionWhateverEndsOfIt() throws Exception {
        var whole = session(SESSION);

        for (var line : List.of(
                SESSION.replace("23:345:S:Xorg", "23:345:Z:Xorg"),
                SESSION.replace("21:330:S:xrdp-sesman", "-").replace("sesman=yes", "sesman=no"),
                SESSION.replace("22:340:S:openbox", "-"),
                SESSION.replace("24:360:S:xrdp-chansrv", "gone"))) {
            assertThat(new ScriptedHost(line).session().identity()).isEqualTo(whole.identity());
            assertThat(new ScriptedHost(line).session().name()).isEqualTo(whole.name());
        }
    }

    /** A host of its own for one more answer. */
    private record ScriptedHost(String line) {

        Session session() throws HostException {
            return new XrdpHostTest().session(line);
        }
    }

    @Test
    void tellsTheStates() throws Exception {
        var states = Map.of(
                SESSION.replace("clients=1", "clients=0"), SessionState.DISCONNECTED,
                SESSION.replace("begins=no", "begins=yes"), SessionState.INIT,
                SESSION.replace("23:345:S:Xorg", "23:345:Z:Xorg"), SessionState.DOWN);

        for (var state : states.entrySet()) {
            assertThat(new ScriptedHost(state.getKey()).session().state()).isEqualTo(state.getValue());
        }
    }

    @Test
    void keepsTheWardensOwnSessionFromBeingReset() throws Exception {
        assertThat(session(SESSION.replace("asker=no", "asker=yes")).kind()).isEqualTo(SessionKind.SERVICES);
    }

    @Test
    void tellsInWhichOtherSessionTheUserWorks() throws Exception {
        var left = SESSION.replace("clients=1", "clients=0")
                .replace("display=10", "display=11")
                .replace("23:345", "33:445");
        var others = left.replace("uid=1000", "uid=1001").replace("33:445", "43:545");

        assertThat(list(SERVES, SESSION, left, others).sessions())
                .extracting(session -> session.vital(SecondDisplay.VITAL))
                .containsExactly("", "rdp:10", "");
    }

    @Test
    void callsWhatDoesNotServeAFaultOfTheServerAndGoesOnSeeingItsSessions() throws Exception {
        var faults = Map.of(
                "service xrdp gone unasked\n", "xrdp does not run",
                "service xrdp runs silent\n", "xrdp gives no answer",
                "service xrdp runs refused\n", "xrdp refuses connections",
                "service xrdp runs strange\n", "xrdp answers in another language than its own",
                "service xrdp runs absent\n", "xrdp does not listen at port 3389",
                "service xrdp-sesman stopped silent\n", "xrdp-sesman is stopped by a signal");

        for (var fault : faults.entrySet()) {
            var listing = new XrdpHostTest().list(fault.getKey(), SESSION);

            assertThat(listing.faults()).singleElement().satisfies(seen -> {
                assertThat(seen.what() + " ")
                        .startsWith(
                                fault.getValue().substring(0, fault.getValue().indexOf(' ')));
                assertThat(seen.evidence().summary()).startsWith(fault.getValue() + ": nobody can log on");
            });
            assertThat(listing.whole()).isTrue();
            assertThat(listing.sessions()).hasSize(1);
        }
    }

    @Test
    void missesNoPortOfSesmansWhereItHasNone() throws Exception {
        assertThat(list("service xrdp runs answers\nservice xrdp-sesman runs absent\n")
                        .faults())
                .isEmpty();
    }

    @Test
    void asksEachServiceOnceAndThenAgainOnlyWhileItIsInDoubt() throws Exception {
        runner.answer(HOST + SERVES + "end\n")
                .answer(HOST + SERVES.replace("xrdp runs answers", "xrdp runs absent") + "end\n")
                .answer(HOST + SERVES + "end\n");
        var host = host();
        for (int look = 0; look < 4; look++) {
            host.list();
        }

        assertThat(runner.commands())
                .extracting(command -> String.join(" ", command.words().subList(5, 9)))
                .containsExactly("yes 3389 yes 3350", "no 3389 no 3350", "yes 3389 no 3350", "no 3389 no 3350");
    }

    @Test
    void leavesAServerThatDoesNotAnswerEnoughTimeThatTheListIsNotTakenForSlow() throws Exception {
        for (var timeout : Map.of(2, "666", 8, "1000").entrySet()) {
            var asked = new ScriptedRunner();
            asked.answer(HOST + SERVES + "end\n");
            new XrdpConnector()
                    .open(new Target(
                            "here", asked, Duration.ofSeconds(timeout.getKey()), Map.of(), InstantSource.system()))
                    .list();

            assertThat(asked.commands().get(0).words().get(4)).isEqualTo(timeout.getValue());
        }
    }

    @Test
    void isNotWholeWhereALineMakesNoSense() throws Exception {
        for (var part : new String[] {"server=23:345:S:Xorg", "uid=1000", "display=10", "clients=1"}) {
            var listing = new XrdpHostTest().list(SERVES, SESSION.replace(part, part.replaceFirst("=.*", "=x")));

            assertThat(listing.sessions()).as(part).isEmpty();
            assertThat(listing.whole()).as(part).isFalse();
        }
        for (var line : List.of("service xrdp dances answers\n", "service\n", "session\n", "\n", "\u0007%%%\n")) {
            assertThat(new XrdpHostTest().list(SERVES, SESSION, line).whole())
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void refusesAnAnswerThatBrokeOff() {
        runner.answer(HOST + SERVES + SESSION);

        assertThatThrownBy(() -> host().list())
                .isInstanceOfSatisfying(
                        HostException.class, e -> assertThat(e.fault()).isEqualTo(HostException.Fault.GARBLED));
    }

    @Test
    void takesNoRungThatCannotWork() throws Exception {
        assertThat(host().rungs(session(SESSION)))
                .containsExactly(Rung.CONTINUE, Rung.DISCONNECT, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
        assertThat(host().rungs(new ScriptedHost(SESSION.replace("x11=answers", "x11=silent")).session()))
                .containsExactly(Rung.CONTINUE, Rung.RESET, Rung.FORCE);
        assertThat(host().rungs(new ScriptedHost(SESSION.replace("manager=22:340:S:openbox", "manager=-")).session()))
                .doesNotContain(Rung.LOG_OFF);
        assertThat(host().rungs(new ScriptedHost(SESSION.replace("clients=1", "clients=0")).session()))
                .doesNotContain(Rung.DISCONNECT);
    }

    @Test
    void runsNothingForASessionThatHasGone() throws Exception {
        var session = session(SESSION);
        var vitals = new TreeMap<>(session.vitals());
        vitals.put("leader", "gone");
        int before = runner.commands().size();

        var act = host().perform(Rung.RESET, session.in(SessionState.DOWN).seen(vitals), new TreeMap<>());

        assertThat(act.result()).isEqualTo(Act.Result.DONE);
        assertThat(act.steps()).containsExactly("nothing of it is there; its user opens it by logging on");
        assertThat(runner.commands()).hasSize(before);
    }

    @Test
    void refusesSenselessSettings() {
        for (var setting : Map.of("port", "70000", "sesman-port", "vsock").entrySet()) {
            assertThatThrownBy(() -> new XrdpConnector()
                            .open(new Target(
                                    "here",
                                    runner,
                                    Duration.ofSeconds(8),
                                    Map.of(setting.getKey(), List.of(setting.getValue())),
                                    InstantSource.system())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + setting.getKey() + "' is one number from 0 to 65535");
        }
    }
}
