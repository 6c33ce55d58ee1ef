package io.sessionwarden.connector.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.Act.Result;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.real.FakeWindows;
import io.sessionwarden.real.NeedsFakeWindows;
import io.sessionwarden.reset.Outcome;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the connector does with a host whose commands answer as those of Windows do, over a real sshd. */
@NeedsFakeWindows
class SshWindowsHostIT {

    private static final TreeMap<String, String> NOTHING_READY = new TreeMap<>();
    private static final String ANN = "3|rdp-tcp#4|ann|Active|.|11/25/2026 8:30 AM|S-1-5-21-1-2-3-1001|TS1";
    private static final String BOB = "4||bob|Disc|1:09|11/24/2026 9:00 AM|S-1-5-21-7-8-9-1102|CORP";

    private static FakeWindows windows;
    private static SshRunner runner;

    private final SettableClock clock = new SettableClock();
    private SessionHost host;

    @BeforeAll
    static void startServer() throws Exception {
        windows = FakeWindows.start();
        runner = new SshRunner(windows.sshd().target());
    }

    @AfterAll
    static void stopServer() throws Exception {
        runner.close();
        windows.close();
    }

    @BeforeEach
    void start() throws Exception {
        windows.reset();
        clock.set(Instant.parse("2026-11-25T10:00:00Z"));
        host = open(Map.of());
    }

    private SessionHost open(Map<String, List<String>> settings) {
        return open(settings, Duration.ofSeconds(8));
    }

    private SessionHost open(Map<String, List<String>> settings, Duration timeout) {
        return new WindowsConnector().open(new Target("ts", runner, timeout, settings, clock));
    }

    private Session session(String id) throws HostException {
        var listing = host.list();
        assertThat(listing.faults()).isEmpty();
        return listing.sessions().stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + listing.sessions()));
    }

    private List<String> shown() throws HostException {
        return host.list().sessions().stream()
                .map(session -> session.id() + " " + session.name() + " " + session.kind() + " "
                        + session.state().label() + " " + session.logonName())
                .toList();
    }

    private static List<Symptom> symptoms(Session session) {
        return new WindowsConnector()
                .probes().stream()
                        .map(probe -> probe.examine(session, null))
                        .filter(Finding.Sick.class::isInstance)
                        .map(finding -> ((Finding.Sick) finding).symptom())
                        .toList();
    }

    private void assertFails(Fault fault, String message) {
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.list())
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .withMessageContaining(message);
    }

    @Test
    void listsSessionsAndWhatTheyAreFor() throws Exception {
        windows.sessions(ANN, BOB, "9|||Down");
        assertThat(shown())
                .containsExactly(
                        "0 services SERVICES Disconnected null",
                        "1 console CONSOLE Connected null",
                        "3 rdp-tcp#4 USER Active ann",
                        "4 4 USER Disconnected bob",
                        "9 9 USER Down null",
                        "65536 rdp-tcp LISTENER Listen null");
        assertThat(session("3").identity().parts())
                .isEqualTo(new TreeMap<>(Map.of(
                        "boot", "2026-11-20T06:01:02Z", "id", "3", "user", "ann", "logon", "11/25/2026 8:30 AM")));
        assertThat(session("3").idle()).isEqualTo(Duration.ZERO);
        assertThat(session("4").idle()).isEqualTo(Duration.ofMinutes(69));
    }

    @Test
    void knowsOwnersBySidAndByNothingElse() throws Exception {
        windows.sessions(
                ANN,
                BOB,
                "5|rdp-tcp#6|carl|Active|.|11/25/2026 8:31 AM|S-1-5-18|NT%20AUTHORITY",
                "6|rdp-tcp#7|dora|Active|.|11/25/2026 8:32 AM");
        assertThat(session("3").account()).isEqualTo(new Account("ts", "S-1-5-21-1-2-3-1001"));
        assertThat(session("4").account()).isEqualTo(new Account("CORP", "S-1-5-21-7-8-9-1102"));
        assertThat(session("5").account()).isNull();
        assertThat(session("6").account()).isNull();

        windows.reset();
        windows.sessions(ANN);
        windows.set("nobodys", "");
        clock.advance(Duration.ofHours(1));
        assertThat(session("3").account()).isNull();
    }

    @Test
    void asksPowerShellOnlyWhenSomebodyNewIsThere() throws Exception {
        windows.sessions(ANN);
        for (int i = 0; i < 3; i++) {
            session("3");
        }
        assertThat(windows.commands("powershell")).hasSize(1);

        windows.sessions(ANN, BOB);
        int before = windows.commands("powershell").size();
        assertThat(session("4").account()).isNotNull();
        session("4");
        assertThat(windows.commands("powershell")).hasSize(before + 1);

        clock.advance(Duration.ofMinutes(6));
        session("4");
        assertThat(windows.commands("powershell")).hasSize(before + 2);
    }

    @ParameterizedTest
    @EnumSource
    void listsTheSameInEveryLanguageCodePageAndLayout(Language language) throws Exception {
        windows.set(
                "words",
                Stream.of(SessionState.values())
                        .limit(10)
                        .map(state -> english(state) + "=" + language.word(state))
                        .toArray(String[]::new));
        windows.set(
                "header.qwinsta", Rendered.narrow(language).qwinsta(List.of()).stripTrailing());
        windows.set("header.quser", Rendered.narrow(language).quser(List.of()).stripTrailing());
        windows.set("codepage", language.codePage);
        windows.set("crlf");
        windows.set("exit", "1");
        windows.sessions(ANN, BOB, "5|rdp-tcp#9||ConnQ", "6|||Down");
        var expected = List.of(
                "0 services SERVICES Disconnected null",
                "1 console CONSOLE Connected null",
                "3 rdp-tcp#4 USER Active ann",
                "4 4 USER Disconnected bob",
                "5 rdp-tcp#9 USER ConnectQuery null",
                "6 6 USER Down null",
                "65536 rdp-tcp LISTENER Listen null");
        assertThat(shown()).isEqualTo(expected);
        windows.set("shifted");
        assertThat(shown()).isEqualTo(expected);
        windows.unset("shifted");
        windows.set("wide");
        windows.set("header.qwinsta", Rendered.wide(language).qwinsta(List.of()).stripTrailing());
        assertThat(shown()).isEqualTo(expected);
        assertThat(host.list().faults()).isEmpty();
        assertThat(session("4").idle()).isEqualTo(Duration.ofMinutes(69));
    }

    private static String english(SessionState state) {
        return Language.ENGLISH.word(state);
    }

    @Test
    void doesNothingAboutAStateOfAnUnknownLanguage() throws Exception {
        windows.set("words", "Active=Toiminnassa", "Disc=Katkaistu", "Listen=Kuuntelee", "Conn=Yhdistetty");
        windows.sessions(ANN);
        assertThat(shown()).contains("3 rdp-tcp#4 USER Unknown ann", "65536 rdp-tcp LISTENER Unknown null");
        var session = session("3");
        assertThat(symptoms(session)).isEmpty();
        assertThat(host.reset(session, NOTHING_READY).result()).isEqualTo(Result.OTHER_INCARNATION);
        assertThat(windows.commands("rwinsta")).isEmpty();

        host = open(Map.of("states", List.of("Toiminnassa=Active", "Katkaistu=Disconnected")));
        assertThat(shown()).contains("3 rdp-tcp#4 USER Active ann");
    }

    @Test
    void saysWhatKeepsItFromListing() throws Exception {
        windows.sessions(ANN);
        windows.set("error", "qwinsta=5");
        assertFails(Fault.NOT_PERMITTED, "administrator");
        windows.set("error", "qwinsta=none");
        assertFails(Fault.NOT_PERMITTED, "shows no session at all");
        windows.set("error", "qwinsta=1722");
        assertFails(Fault.NOT_ANSWERING, "1722");
        windows.set("error", "quser=5");
        assertFails(Fault.NOT_PERMITTED, "quser");
        host = open(Map.of());
        windows.set("error", "powershell=5");
        assertFails(Fault.GARBLED, "when the host was started");
        windows.unset("error");
        assertThat(host.list().sessions()).hasSize(4);
    }

    @Test
    void endsACommandThatHangs() throws Exception {
        windows.sessions(ANN);
        for (var program : List.of("qwinsta", "quser", "powershell")) {
            windows.set("hang", program);
            host = open(Map.of(), Duration.ofSeconds(2));
            long start = System.nanoTime();
            assertFails(Fault.NOT_ANSWERING, "gave no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        }
        windows.unset("hang");
        assertThat(host.list().sessions()).hasSize(4);
    }

    @Test
    void aListenerThatIsNotThereIsAFaultOfTheServer() throws Exception {
        windows.set("sessions", "0|services||Disc", ANN, "65536|rdp-tcp||Down");
        assertThat(host.list().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.what()).isEqualTo("listener rdp-tcp");
            assertThat(fault.certain()).isTrue();
        });
        windows.set("sessions", "0|services||Disc", ANN);
        assertThat(host.list().faults()).hasSize(1);
        host = open(Map.of("listeners", List.of("none")));
        assertThat(host.list().faults()).isEmpty();
        windows.set("sessions", ANN, "what on earth is this");
        assertThat(host.list().faults())
                .extracting(fault -> fault.evidence().summary())
                .anyMatch(text -> text.contains("session 0"));
    }

    @Test
    void findsWhatIsSick() throws Exception {
        windows.sessions(
                ANN,
                "4||ann|Disc|1:09|11/24/2026 9:00 AM|S-1-5-21-1-2-3-1001|TS1",
                "5||ann|Disc|1:09|11/24/2026 9:01 AM|S-1-5-21-7-8-9-1102|CORP",
                "6|rdp-tcp#6||Conn",
                "7|rdp-tcp#7||ConnQ",
                "8|||Init",
                "9|||Down");
        assertThat(symptoms(session("0"))).isEmpty();
        assertThat(symptoms(session("1"))).isEmpty();
        assertThat(symptoms(session("3"))).isEmpty();
        assertThat(symptoms(session("4"))).containsExactly(Symptom.SECOND_DISPLAY);
        assertThat(symptoms(session("5"))).isEmpty();
        assertThat(symptoms(session("6"))).containsExactly(Symptom.STUCK_STATE);
        assertThat(symptoms(session("7"))).containsExactly(Symptom.STUCK_STATE);
        assertThat(symptoms(session("8"))).containsExactly(Symptom.STUCK_STATE);
        assertThat(symptoms(session("9"))).containsExactly(Symptom.DOWN);
    }

    @Test
    void warnsWhoeverIsConnected() throws Exception {
        windows.sessions(ANN, BOB);
        assertThat(host.warn(session("3"), "In 30 s: \"%PATH%\" & del $x `y` | more\n@z"))
                .isEqualTo(Notice.told("shown by msg.exe in session 3"));
        assertThat(windows.commands("msg"))
                .containsExactly(
                        "C:\\Windows\\System32\\msg.exe 3 /TIME:3600 \"In 30 s:   PATH     del  x  y    more? z\"");
        assertThat(host.warn(session("4"), "x")).isEqualTo(Notice.untold("nobody is connected to session 4"));
        var before = session("3");
        windows.sessions(ANN.replace("8:30", "9:30"));
        assertThat(host.warn(before, "x").told()).isFalse();
        assertThat(windows.commands("msg")).hasSize(1);
    }

    @Test
    void takesEachRungOfTheLadderById() throws Exception {
        windows.sessions(ANN, BOB);
        host = open(Map.of("winlogon", List.of("end")));
        assertThat(host.rungs(session("3"))).containsExactly(Rung.DISCONNECT, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
        assertThat(host.rungs(session("4"))).containsExactly(Rung.LOG_OFF, Rung.RESET, Rung.FORCE);

        var ann = session("3");
        assertThat(host.perform(Rung.DISCONNECT, ann, NOTHING_READY).result()).isEqualTo(Result.DONE);
        assertThat(session("3").state()).isEqualTo(SessionState.DISCONNECTED);
        assertThat(session("3").identity()).isEqualTo(ann.identity());

        windows.set("deaf", "logoff", "rwinsta");
        assertThat(host.perform(Rung.LOG_OFF, session("3"), NOTHING_READY).result())
                .isEqualTo(Result.DONE);
        assertThat(host.perform(Rung.RESET, session("3"), NOTHING_READY).result())
                .isEqualTo(Result.DONE);
        assertThat(session("3").identity()).isEqualTo(ann.identity());

        var act = host.perform(Rung.FORCE, session("3"), NOTHING_READY);
        assertThat(act.steps()).singleElement().asString().contains("taskkill.exe /F /PID 1031", "SUCCESS");
        assertThat(shown()).noneMatch(line -> line.startsWith("3 "));

        windows.unset("deaf");
        host.perform(Rung.LOG_OFF, session("4"), NOTHING_READY);
        assertThat(shown()).noneMatch(line -> line.startsWith("4 "));
        assertThat(windows.commands()).noneMatch(line -> line.contains("own session"));
        assertThat(windows.commands("rwinsta")).containsExactly("C:\\Windows\\System32\\rwinsta.exe 3");
        assertThat(windows.commands("tsdiscon")).containsExactly("C:\\Windows\\System32\\tsdiscon.exe 3");
        assertThat(windows.commands("taskkill"))
                .containsExactly("C:\\Windows\\System32\\taskkill.exe /F /PID 1031 /FI \"SESSION eq 3\" /FI"
                        + " \"IMAGENAME eq winlogon.exe\"");
    }

    @Test
    void endsNoWinlogonUnlessThatIsSwitchedOn() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        assertThat(host.rungs(ann)).doesNotContain(Rung.FORCE);
        assertThatIllegalArgumentException().isThrownBy(() -> host.perform(Rung.FORCE, ann, NOTHING_READY));
        assertThat(windows.commands("taskkill")).isEmpty();
    }

    @Test
    void aResetIsOverWhenTheRowHasGoneAndNotBefore() throws Exception {
        windows.sessions(ANN);
        windows.set("slow", "4");
        var roster = new Roster("ts", List.of(host), Selector.ALL, List.of());
        var ann = session("3");
        roster.hostOf(ann).reset(ann, NOTHING_READY);
        var ending = session("3");
        assertThat(ending.state()).isEqualTo(SessionState.RESET);
        assertThat(ending.identity()).isEqualTo(ann.identity());

        assertThat(verify(ann, roster, 0).closed()).isFalse();
        var outcome = verify(ann, roster, 10);
        assertThat(outcome.closed()).isTrue();
        assertThat(outcome.healed()).isTrue();
        assertThat(host.patience(ann, Rung.RESET)).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void aSessionThatIsStillDownAfterItsResetIsNotHealed() throws Exception {
        windows.sessions("9|||Down");
        windows.set("down", "9");
        var roster = new Roster("ts", List.of(host), Selector.ALL, List.of());
        var down = session("9");
        assertThat(host.reset(down, NOTHING_READY).result()).isEqualTo(Result.DONE);
        var outcome = verify(down, roster, 2);
        assertThat(outcome.closed()).isFalse();
        assertThat(outcome.told()).contains("not closed: the old incarnation still stands");
    }

    private static Outcome verify(Session session, Roster roster, int looks) {
        return new Resetter(Clock.systemUTC(), Clock.systemUTC(), time -> times(looks), () -> times(0))
                .verify(
                        session,
                        Rung.RESET,
                        roster,
                        new Prober(Map.of("windows", new WindowsConnector().probes())),
                        NOTHING_READY,
                        Duration.ofSeconds(1));
    }

    private static Patience times(int looks) {
        var left = new int[] {looks};
        return () -> left[0]-- > 0;
    }

    @Test
    void aProgramThatDoesNotReturnHasBeenUnderstood() throws Exception {
        windows.sessions(ANN);
        host = open(Map.of(), Duration.ofSeconds(3));
        var ann = session("3");
        windows.set("hang", "rwinsta");
        var act = host.reset(ann, NOTHING_READY);
        assertThat(act.result()).isEqualTo(Result.DONE);
        assertThat(act.steps())
                .singleElement()
                .asString()
                .contains("rwinsta.exe 3: not known to be done yet", "no answer");
    }

    @Test
    void saysThatAnActIsDenied() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        windows.set("error", "rwinsta=5");
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.reset(ann, NOTHING_READY))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED));
        windows.set("error", "rwinsta=1722");
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.reset(ann, NOTHING_READY))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_ANSWERING));
    }

    /** Each is one difference between the session that was listed and what has its id by now. */
    @Test
    void refusesAnotherIncarnation() throws Exception {
        var others = List.of(
                ANN.replace("ann", "bea"),
                ANN.replace("8:30", "9:30"),
                ANN.replace("-1001", "-1002"),
                "3|rdp-tcp#4||ConnQ",
                "5|rdp-tcp#4|ann|Active|.|11/25/2026 8:30 AM|S-1-5-21-1-2-3-1001|TS1");
        for (var other : others) {
            windows.sessions(ANN);
            var ann = session("3");
            windows.sessions(other);
            assertThat(host.reset(ann, NOTHING_READY).result()).as(other).isEqualTo(Result.OTHER_INCARNATION);
        }
        windows.sessions(ANN);
        var ann = session("3");
        windows.set("boot", "2026-11-25T09:59:00Z");
        assertThat(host.reset(ann, NOTHING_READY).result()).isEqualTo(Result.OTHER_INCARNATION);

        windows.sessions("9|||Down");
        var down = session("9");
        windows.sessions("9|rdp-tcp#1||ConnQ");
        assertThat(host.reset(down, NOTHING_READY).result()).isEqualTo(Result.OTHER_INCARNATION);
        assertThat(windows.commands("rwinsta")).isEmpty();
    }

    @Test
    void listsThatDisagreeMakeNoOtherIncarnation() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        windows.set("error", "quser=none");

        var doubtful = session("3");

        assertThat(doubtful.state()).isEqualTo(SessionState.UNKNOWN);
        assertThat(doubtful.identity()).isEqualTo(ann.identity());
        assertThat(host.reset(ann, NOTHING_READY).result()).isEqualTo(Result.OTHER_INCARNATION);
        assertThat(windows.commands("rwinsta")).isEmpty();

        windows.unset("error");
        assertThat(session("3").identity()).isEqualTo(ann.identity());
    }

    @Test
    void aClockThatIsSetMakesNoOtherIncarnation() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        windows.set("boot", "2026-11-20T06:01:33Z");
        assertThat(host.reset(ann, NOTHING_READY).result()).isEqualTo(Result.DONE);
        assertThat(shown()).noneMatch(line -> line.startsWith("3 "));
    }

    @Test
    void neverTouchesWhatIsNoUsersSession() throws Exception {
        windows.sessions(ANN + "|current");
        for (var session : host.list().sessions()) {
            assertThat(session.kind()).as(session.id()).isNotEqualTo(SessionKind.USER);
            var act = host.reset(session, NOTHING_READY);
            assertThat(act.result()).isEqualTo(Result.OTHER_INCARNATION);
        }
        assertThat(windows.commands("rwinsta")).isEmpty();
    }

    @Test
    void aSessionThatHasGoneIsNotReset() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        windows.sessions();
        Act act = host.reset(ann, NOTHING_READY);
        assertThat(act.result()).isEqualTo(Result.OTHER_INCARNATION);
        assertThat(act.steps()).singleElement().asString().contains("nothing was done");
        assertThat(host.evidence(ann).summary()).contains("another session has its id by now, or none");
    }

    @Test
    void aSessionWhoseRowCannotBeReadHasNotGone() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        windows.sessions(ANN.replace("|ann|", "|a.name.that.overruns.its.column|"));
        assertThat(host.list().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.certain()).isFalse());
        assertThatExceptionOfType(HostException.class)
                .isThrownBy(() -> host.reset(ann, NOTHING_READY))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.GARBLED));
    }

    @Test
    void keepsTheNamesOfASessionsProcesses() throws Exception {
        windows.sessions(ANN);
        var evidence = host.evidence(session("3"));
        assertThat(evidence.facts().values())
                .containsExactly("csrss.exe (pid 1030)", "winlogon.exe (pid 1031)", "explorer.exe (pid 1032)");
        assertThat(windows.commands("qprocess")).containsExactly("C:\\Windows\\System32\\qprocess.exe /ID:3");
    }

    @Test
    void callsProgramsByTheirFullPathOnly() throws Exception {
        windows.sessions(ANN);
        var ann = session("3");
        host.warn(ann, "x");
        host.evidence(ann);
        host.reset(ann, NOTHING_READY);
        assertThat(windows.commands().stream()
                        .map(line -> line.split(" ", -1)[0])
                        .collect(Collectors.toSet()))
                .allMatch(program -> program.startsWith("C:\\Windows\\System32\\") && program.endsWith(".exe"));
    }
}
