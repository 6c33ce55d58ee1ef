package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.ScriptedRunner;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TmuxConnectorTest {

    private static final String HEAD = "host 3a6290e8-4a16-4a36-b1a1-7deffa14608f 1000\nsocket /tmp/w/work\n";
    private static final String OWNER = HEAD + "owner 1000 ann\nas-owner\n";
    private static final String SERVER = "boot 1795431865\nserver 50 900 tmux: server\n";

    private final ScriptedRunner runner = new ScriptedRunner();

    private SessionHost open(Map<String, List<String>> settings) {
        return new TmuxConnector()
                .open(new Target("s1", runner, Duration.ofSeconds(2), settings, InstantSource.system()));
    }

    private SessionHost host() {
        return open(Map.of("sockets", List.of("/tmp/w/work")));
    }

    private static String pane(String process, String dead, String name) {
        return pane(process, "-", dead, name);
    }

    private static String pane(String process, String waitStatus, String dead, String name) {
        return "process " + process + " " + waitStatus + "\npane|50|1795441130|0|$0|@0|%0|77|" + dead
                + "|/dev/pts/4|1795441100|1795441130|0|0|" + name + "\n";
    }

    @Test
    void isFoundByTheProgram() {
        assertThat(ServiceLoader.load(Connector.class)).anyMatch(TmuxConnector.class::isInstance);
        assertThat(new TmuxConnector().name()).isEqualTo("tmux");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Map.of("socket", List.of("/a"))))
                .withMessageContaining("'socket'");
        for (String path : List.of("relative", "/folder/", "", "/a\nb")) {
            assertThatIllegalArgumentException().isThrownBy(() -> open(Map.of("sockets", List.of(path))));
        }
    }

    @Test
    void reachesForNothingWhenOpened() {
        host();
        assertThat(runner.commands()).isEmpty();
    }

    @Test
    void makesASessionOfAPane() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S,R 9/1/a:b/5", "0|||", "a|b") + "exit 0\n");

        Session session = host().list().sessions().get(0);

        assertThat(session.name()).isEqualTo("work/a|b:0.0");
        assertThat(session.id()).isEqualTo("77");
        assertThat(session.logonName()).isEqualTo("ann");
        assertThat(session.account()).hasToString("s1:1000");
        assertThat(session.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(session.started()).isEqualTo("2026-11-23T11:04:35Z");
        assertThat(session.identity().canonical())
                .isEqualTo("s1/tmux boot=3a6290e8-4a16-4a36-b1a1-7deffa14608f pane=%0 pid=77 server=50"
                        + " serverStart=1795441130 session=$0 socket=/tmp/w/work start=1000");
        assertThat(session.vitals())
                .containsEntry("foreground", "S,R")
                .containsEntry("leaderState", "S")
                .containsEntry("writer", "9/1/a:b/5")
                .containsEntry("pane", "work/a|b:0.0");
    }

    @Test
    void putsNothingInFrontOfThePanesOfTheOwnDefaultSocket() throws Exception {
        String own = "host 3a6290e8-4a16-4a36-b1a1-7deffa14608f 1000\nsocket /tmp/tmux-1000/default\n";
        runner.answer(own + "owner 1000 ann\nas-owner\n" + SERVER + pane("S 1000 S -", "0|||", "main") + "exit 0\n");
        assertThat(open(Map.of()).list().sessions().get(0).name()).isEqualTo("main:0.0");
    }

    @Test
    void findsNoFaultWhereTheUserSimplyHasNoTmux() throws Exception {
        runner.answer("host 3a6290e8-4a16-4a36-b1a1-7deffa14608f 1000\nsocket /tmp/tmux-1000/default\nabsent\n");
        assertThat(open(Map.of()).list()).isEqualTo(new Listing(List.of(), List.of()));
    }

    @Test
    void looksAgainWhereTheListBrokeOff() throws Exception {
        String pane = pane("S 1000 S -", "0|||", "main");
        runner.answer(new CommandResult(2, OWNER + SERVER, "mawk: read error (No such process)"))
                .answer(OWNER + SERVER + pane + "exit 0\n");
        assertThat(host().list().sessions()).hasSize(1);
    }

    @Test
    void tellsOfAListThatBreaksOffAgainAndAgain() throws Exception {
        runner.answer(new CommandResult(2, OWNER + SERVER, "mawk: read error (No such process)"));
        Listing listing = host().list();
        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .matches(fault -> fault.evidence().summary().contains("broke off"));
    }

    @Test
    void looksAgainUntilTmuxHasNoticedThatAProcessEnded() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S -", "0|||", "main") + "exit 0\n")
                .answer(OWNER + SERVER + pane("gone 0 - -", "0|||", "main") + "exit 0\n")
                .answer(OWNER + SERVER + pane("gone 0 - -", "1|||", "main") + "exit 0\n")
                .answer(OWNER + SERVER + pane("gone 0 - -", "1||9|1795441131", "main") + "exit 0\n");
        var host = host();
        Session alive = host.list().sessions().get(0);

        Session dead = host.list().sessions().get(0);

        assertThat(runner.commands()).hasSize(4);
        assertThat(dead.state()).isEqualTo(SessionState.DOWN);
        assertThat(dead.vital("signal")).isEqualTo("9");
        assertThat(dead.identity()).isEqualTo(alive.identity());
    }

    @Test
    void isSureOfNothingWhereTmuxDoesNotNotice() throws Exception {
        runner.answer(OWNER + SERVER + pane("gone 0 - -", "0|||", "main") + "exit 0\n");
        long start = System.nanoTime();

        Session session = host().list().sessions().get(0);

        assertThat(session.state()).isEqualTo(SessionState.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void takesTheKernelsWordForHowAProgramEndedWhereTmuxMissedIt() throws Exception {
        assertThat(ended("9").vital("signal")).isEqualTo("9");
        assertThat(ended("139").vital("signal")).isEqualTo("11"); // with a core dump
        assertThat(ended("768").vital("status")).isEqualTo("3");
        assertThat(ended("768").state()).isEqualTo(SessionState.DOWN);
        assertThat(ended("0").state()).isEqualTo(SessionState.IDLE);
    }

    private Session ended(String waitStatus) throws HostException {
        runner.answer(OWNER + SERVER + pane("Z 1000 - -", waitStatus, "1|||", "main") + "exit 0\n");
        host().list();
        return host().list().sessions().get(0);
    }

    @Test
    void isSureOfNothingWhereNobodySaysHowAProgramEndedAndWaitsForThatOnce() throws Exception {
        runner.answer(OWNER + SERVER + pane("Z 1000 - -", "1|||", "main") + "exit 0\n");
        var host = host();
        assertThat(host.list().sessions().get(0).state()).isEqualTo(SessionState.UNKNOWN);
        int looks = runner.commands().size();

        assertThat(host.list().sessions().get(0).state()).isEqualTo(SessionState.UNKNOWN);

        assertThat(looks).isGreaterThan(1);
        assertThat(runner.commands()).hasSize(looks + 1);
    }

    @Test
    void takesTheSilenceOfAnOldTmuxForASignal() throws Exception {
        runner.answer(OWNER + SERVER + pane("gone 0 - -", "1|||", "main") + "exit 0\n");
        assertThat(host().list().sessions().get(0).state()).isEqualTo(SessionState.DOWN);
    }

    @Test
    void takesATimeOutForPerhapsOnlySlowAndLeavesTheServerAlone() throws Exception {
        runner.fail(Fault.NOT_ANSWERING, "no answer within 2000 ms");
        var host = host();
        for (int sweep = 0; sweep < 3; sweep++) {
            Listing listing = host.list();
            assertThat(listing.sessions()).isEmpty();
            assertThat(listing.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.certain()).isFalse();
                assertThat(fault.what()).isEqualTo("tmux server /tmp/w/work");
            });
        }
        assertThat(runner.commands()).hasSize(1);
    }

    @Test
    void passesOnThatTheServerCannotBeReached() {
        runner.fail(Fault.UNREACHABLE, "down");
        assertThatExceptionOfType(HostException.class).isThrownBy(() -> host().list());
    }

    @Test
    void believesNoServerThatIsNone() throws Exception {
        runner.answer(OWNER + "server 50 900 sh\n" + pane("S 1000 S -", "0|||", "main") + "exit 0\n");
        Listing listing = host().list();
        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.certain()).isTrue());
    }

    @Test
    void saysWhatRightIsMissing() throws Exception {
        runner.answer(new CommandResult(1, HEAD + "owner 1001 bob\n", "sudo: a password is required\n"));
        assertThat(host().list().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.certain()).isTrue();
            assertThat(fault.evidence().summary())
                    .contains("sudo -n -u '#1001'")
                    .contains("a password is required");
        });
    }

    @Test
    void concludesNothingFromNonsense() throws Exception {
        runner.answer("Welcome to this machine!\n");
        Listing listing = host().list();
        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.certain()).isFalse());
    }

    @Test
    void concludesNothingFromAListThatBrokeOff() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S -", "0|||", "main"));
        Listing listing = host().list();
        assertThat(listing.sessions()).isEmpty();
        assertThat(listing.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.certain()).isFalse());
    }

    @Test
    void resetsNothingBehindAnotherSocket() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S -", "0|||", "main") + "exit 0\n");
        Session session = host().list().sessions().get(0);
        var other = open(Map.of("sockets", List.of("/tmp/w/other")));
        assertThatIllegalArgumentException().isThrownBy(() -> other.reset(session, new TreeMap<>()));
        assertThat(runner.commands()).hasSize(1);
    }

    @Test
    void doesNotCallAResetDoneThatTmuxDidNotConfirm() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S -", "0|||", "main") + "exit 0\n")
                .answer(OWNER + "answer respawn pane failed: fork failed\nexit 1\n");
        var host = host();
        Session session = host.list().sessions().get(0);
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.reset(session, new TreeMap<>()))
                .withMessageContaining("fork failed");
    }

    @Test
    void saysThatItCouldNotReadAllThePanes() throws Exception {
        runner.answer(OWNER + SERVER + pane("S 1000 S -", "0|||", "main") + "said pane|from|the|future\nexit 0\n");
        Listing listing = host().list();
        assertThat(listing.sessions()).hasSize(1);
        assertThat(listing.faults()).hasSize(1);
    }

    @Test
    void anOwnerWithoutNumberOrNameIsNoAnswer() throws Exception {
        for (var owner : List.of("owner ann ann\n", "owner 1000\n", "owner \n")) {
            runner.answer(HEAD + owner + "as-owner\n" + SERVER + "exit 0\n");
            var listing = open(Map.of("sockets", List.of("/tmp/w/work"))).list();
            assertThat(listing.sessions()).isEmpty();
            assertThat(listing.faults())
                    .singleElement()
                    .satisfies(fault ->
                            assertThat(fault.evidence().summary()).contains("no sense can be made of the answer"));
        }
    }
}
