package io.sessionwarden.control;

import static io.sessionwarden.control.WardenOnFakes.alice;
import static io.sessionwarden.control.WardenOnFakes.person;
import static io.sessionwarden.control.WardenOnFakes.root;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    private static final Peer BOB = person("bob", 1002, 0);

    private final WardenOnFakes warden = new WardenOnFakes();

    private void sweep() {
        warden.clock.advance(Duration.ofMillis(500));
        warden.flow.watch().sweep(Sessions.SERVER);
    }

    private static Session sick(String name, int pid) {
        return with(session(name, pid), "ill", "STOPPED");
    }

    private static List<?> list(Answer answer) {
        return new JsonMapper().readValue(answer.out(), List.class);
    }

    private static Map<?, ?> map(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<?, ?> map(Answer answer) {
        return new JsonMapper().readValue(answer.out(), Map.class);
    }

    private long refusalsRecorded() {
        return warden.trail.records().stream()
                .filter(record -> record.event().type() == EventType.COMMAND_REFUSED)
                .count();
    }

    @Test
    void querySessionMarksTheCallersOwnAndTheIll() {
        warden.host.put(session("pts/3", 300)).put(sick("pts/4", 400));
        sweep();

        var lines = warden.ask(person("alice", 1001, 300), "query session")
                .out()
                .lines()
                .toList();

        assertThat(lines.get(0)).matches(" SESSIONNAME +USERNAME +ID +STATE +TYPE +IDLE +SYMPTOM");
        assertThat(lines.get(1)).matches(">pts/3 +alice +300 +Active +fake +0.0 s");
        assertThat(lines.get(2)).matches(" pts/4 +alice +400 +Active +fake +0.0 s +STOPPED");
    }

    @Test
    void querySessionFindsByNameUserAndId() {
        warden.host
                .put(session("pts/3", 300))
                .put(session("pts/4", 400).ownedBy("bob", Account.ofUid(Sessions.SERVER, 1002)));

        for (var typed : List.of("bob", "pts/4", "400")) {
            assertThat(warden.ask(alice(), "query session", "what", typed).out().lines())
                    .as(typed)
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(" pts/4");
        }
        assertThat(warden.ask(alice(), "query session", "what", "carol").exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void querySessionShowsOnlyWhatThePolicyLetsTheCallerSee() {
        warden.policy.keepEverybodyToTheirOwn();
        warden.host
                .put(session("pts/3", 300))
                .put(session("pts/4", 400).ownedBy("bob", Account.ofUid(Sessions.SERVER, 1002)));

        assertThat(warden.ask(BOB, "query session").out()).contains("pts/4").doesNotContain("pts/3");
        assertThat(warden.ask(BOB, "query session", "what", "pts/3").exit()).isEqualTo(ExitCode.NO_SUCH);
        assertThat(warden.ask(person("bob", 1002, 300), "query session").out())
                .as("whoever sits in a session sees it")
                .contains(">pts/3");
    }

    @Test
    void querySessionOfAnEmptyServerIsDone() {
        assertThat(warden.ask(alice(), "query session").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void querySessionTellsWhatDoesNotAnswer() {
        warden.host.put(session("pts/3", 300));
        warden.host.fault(new ServerFault(
                Sessions.SERVER, Sessions.CONNECTOR, "tmux server", true, Evidence.of("the tmux server is stopped")));

        var answer = warden.ask(alice(), "query session");

        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out()).contains("pts/3");
        assertThat(answer.err()).isEqualTo("not everything could be listed: the tmux server is stopped\n");
        assertThat(warden.ask(alice(), "query session", "what", "board").exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void tablesShowHostileNamesCleaned() {
        warden.host.put(session("a|b\u001b[2J\n\u009b31m", 300).ownedBy("m\u001ballory", null));

        var lines = warden.ask(alice(), "query session").out().lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).matches(" a\\|b\\?\\[2J\\?\\?31m +m\\?allory +300 .*");
    }

    @Test
    void jsonTellsHostileNamesAsTheyAreWithoutAControlCharacter() {
        var name = "a|b\"\u001b[2J\n\u009b31m\u202e \u00eb";
        warden.host.put(session(name, 300).ownedBy(null, null));

        var answer = warden.ask(alice(), "query session", "json", "true");

        assertThat(map(list(answer).get(0)).get("name")).isEqualTo(name);
        assertThat(map(list(answer).get(0)).get("user")).isNull();
        assertThat(answer.out().replace("\n", "").chars().allMatch(c -> c >= ' ' && c < 127))
                .isTrue();
    }

    @Test
    void statusSaysWhatIsWrong() {
        warden.policyError = "rules/x.drl:3: \u001bbroken";
        warden.policyWarnings = List.of("rules/people.csv:4:1: warning: '2-Mar\u001b' looks like a date");
        warden.host.put(sick("pts/4", 400));
        sweep();
        warden.clock.advance(Duration.ofHours(2));

        var out = warden.ask(alice(), "status").out();

        assertThat(out)
                .contains("policy r1", "rules/x.drl:3: ?broken")
                .contains("the policy, rules/people.csv:4:1: warning: '2-Mar?' looks like a date\n")
                .contains("open incidents: 1, resets going on: 0", "(2 h 0 min)")
                .contains("no session of Till is watched");
        assertThat(out.lines().anyMatch(line -> line.matches("local +observe +1 +2 h 0 min ago")))
                .isTrue();
        var json = map(warden.ask(alice(), "status", "json", "true"));
        assertThat(json.get("openIncidents")).isEqualTo(1);
        assertThat(json.get("policyWarnings")).isEqualTo(warden.policyWarnings);
    }

    @Test
    void administratorsSeeEverybodysIncidentsOthersTheirOwn() {
        warden.host
                .put(sick("pts/3", 300))
                .put(sick("pts/4", 400).ownedBy("bob", Account.ofUid(Sessions.SERVER, 1002)))
                .put(sick("pts/5", 500).ownedBy("alice", null));
        sweep();

        assertThat(list(warden.ask(root(), "incidents", "json", "true"))).hasSize(3);
        assertThat(list(warden.ask(root(), "incidents", "json", "true", "most", "2")))
                .hasSize(2);
        assertThat(list(warden.ask(alice(), "incidents", "json", "true", "most", "1")))
                .singleElement()
                .satisfies(one -> assertThat(map(one).get("session")).isEqualTo("pts/3"));
        assertThat(warden.ask(BOB, "incidents").out()).contains("pts/4").doesNotContain("pts/3", "pts/5");
        assertThat(warden.ask(person("carol", 1003, 0), "incidents").out()).isEqualTo("no incident of yours so far\n");
        var nameless = new Peer("uid 1001", null, false, Sessions.SERVER, 0);
        assertThat(list(warden.ask(nameless, "incidents", "json", "true"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1001", "10000", "", "1e3"})
    void incidentsWantsASensibleNumber(String most) {
        assertThat(warden.ask(root(), "incidents", "most", most).exit()).isEqualTo(ExitCode.USAGE);
    }

    /** Three of this server and one of the other, an hour apart; the second has recovered. */
    private void fourFellIll() {
        for (var pid : List.of(300, 400, 500)) {
            warden.host.put(sick("pts/" + pid, pid));
            sweep();
            warden.clock.advance(Duration.ofHours(1));
        }
        warden.otherHost.put(Sessions.on(WardenOnFakes.OTHER_SERVER, sick("till-1", 600)));
        warden.flow.watch().sweep(WardenOnFakes.OTHER_SERVER);
        warden.host.put(session("pts/400", 400));
        sweep();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                             i-4 i-3 i-2 i-1",
        "open=true,                      i-4 i-3 i-1",
        "server=LOCAL,                   i-3 i-2 i-1",
        "server=till,                    i-4",
        "since=90m,                      i-4 i-3",
        "since=30d server=local most=1,  i-3",
        "since=90m server=local open=true, i-3",
        "since=1s,                       i-4"
    })
    void incidentsAreChosen(String typed, String expected) {
        fourFellIll();
        var args = typed.isEmpty() ? new String[0] : typed.split("[= ]");

        var shown = list(warden.ask(root(), "incidents", joined(args, "json", "true")));

        assertThat(shown.stream().map(one -> String.valueOf(map(one).get("id"))).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static String[] joined(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void incidentsSayWhereThereAreMore() {
        fourFellIll();

        assertThat(warden.ask(root(), "incidents", "most", "3").err()).isEqualTo("""
                        there may be more: the newest 3 are shown
                        others: --most N, up to 1000, or --since 7d, --server S, --open
                        """);
        assertThat(warden.ask(root(), "incidents", "most", "4").err()).isEmpty();
        assertThat(warden.ask(alice(), "incidents", "most", "2").err()).startsWith("there may be more");
    }

    @Test
    void incidentsThatCannotBeMeantAreSaid() {
        assertThat(warden.ask(root(), "incidents", "since", "a while").err())
                .startsWith("'since' is a time with its unit")
                .endsWith("\nwrite: warden incidents --since 7d\n");
        assertThat(warden.ask(root(), "incidents", "since", "0s").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(warden.ask(root(), "incidents", "server", "nowhere\u001b"))
                .isEqualTo(Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no incident of a server 'nowhere?'",
                        "the servers are: " + Sessions.SERVER + ", " + WardenOnFakes.OTHER_SERVER));
        assertThat(warden.ask(root(), "incidents", "server", "till").out()).isEqualTo("no such incident so far\n");
    }

    @Test
    void explainTellsTheWholeStoryToTheOwnerAndToAdministrators() {
        warden.host.put(sick("pts/3", 300));
        sweep();

        for (var peer : List.of(alice(), root())) {
            assertThat(warden.ask(peer, "explain", "id", "i-1").out())
                    .startsWith("i-1: pts/3 on local, STOPPED, open")
                    .contains("what was seen: runs mysql --password=sesame")
                    .contains("INCIDENT_OPENED STOPPED  by watchdog")
                    .contains("DECISION permit  by watchdog")
                    .contains("reasons: because [the rule]");
        }
        var json = map(warden.ask(root(), "explain", "id", "i-1", "json", "true"));
        assertThat(map(json.get("incident")).get("evidence")).isEqualTo("runs mysql --password=sesame");
    }

    @Test
    void explainKeepsWhatOthersRanFromEverybodyElse() {
        warden.host.put(sick("pts/3", 300));
        sweep();

        for (var format : List.of("true", "false")) {
            var answer = warden.ask(BOB, "explain", "id", "i-1", "json", format);

            assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out() + answer.err()).doesNotContain("sesame");
        }
    }

    @Test
    void explainTellsWhoWasRefusedWhatWasAnsweredToThemAndNoMore() {
        warden.host.put(sick("pts/3", 300));
        sweep();
        warden.policy.say(Effect.DENY);
        assertThat(warden.reset(BOB, "300").err()).contains("warden explain i-1");

        for (var format : List.of("true", "false")) {
            var answer = warden.ask(BOB, "explain", "id", "i-1", "json", format);

            assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
            assertThat(answer.out()).contains("bob (local:1002)").doesNotContain("sesame", "watchdog");
        }
    }

    @Test
    void explainOfNothingIsNoSuchIncident() {
        assertThat(warden.ask(root(), "explain", "id", "i-9\u001b").err())
                .isEqualTo("there is no incident 'i-9?'\nsee them with: warden incidents\n");
        assertThat(warden.ask(root(), "explain").exit()).isEqualTo(ExitCode.NO_SUCH);
    }

    @Test
    void whatTellsOfEverybodyIsForAdministrators() {
        for (var command : List.of("audit key", "audit verify", "policy check")) {
            assertThat(warden.ask(root(), command).exit()).as(command).isEqualTo(ExitCode.DONE);
            assertThat(warden.ask(alice(), command).exit()).as(command).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(warden.ask(alice(), "doctor").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whoeverMayAuditReadsEverythingAndActsOnNothing() {
        warden.policy.give("bob", Privilege.AUDIT, Hold.EVERYWHERE);
        warden.host.put(sick("pts/3", 300));
        sweep();

        for (var command : List.of("audit verify", "audit key")) {
            assertThat(warden.ask(BOB, command).exit()).as(command).isEqualTo(ExitCode.DONE);
        }
        assertThat(warden.ask(BOB, "incidents").out()).contains("i-1");
        assertThat(warden.ask(BOB, "explain", "id", "i-1").out()).contains("what was seen");
        for (var command : List.of("policy check", "keep", "pause", "resume", "ack", "approve", "evidence")) {
            var answer = command.matches("pause|resume|policy check")
                    ? warden.ask(BOB, command)
                    : warden.ask(BOB, command, "id", "i-1");
            assertThat(answer.exit()).as(command).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(warden.ask(alice(), "audit key").err())
                .isEqualTo("you may not audit\nroot may, and whoever rules/access.csv gives the right to audit on every"
                        + " server (*)\n");
    }

    @Test
    void refusesWhatActsInWordsThatFitIt() {
        assertThat(warden.ask(alice(), "practice break", "kind", "busy").err())
                .startsWith("'practice break' is for root and the warden's own user\n");
    }

    @Test
    void refusalsAreRecordedOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            warden.ask(alice(), "audit key");
        }
        warden.ask(BOB, "audit key");
        assertThat(refusalsRecorded()).isEqualTo(2);

        warden.clock.advance(Duration.ofMinutes(2));
        warden.ask(alice(), "audit key");

        assertThat(refusalsRecorded()).isEqualTo(3);
        assertThat(warden.trail.records().get(0).event().who()).isEqualTo("alice (local:1001)");
    }

    @Test
    void handsTheAuthorsCommandsWhoAsksAndWhat() {
        assertThat(warden.ask(root(), "policy check", "json", "true").out())
                .isEqualTo("root (" + Sessions.SERVER + ":0) asks {json=true}\n");
        assertThat(warden.ask(root(), "policy check", "rules", "/root").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void auditVerifyTellsAnAlteredTrail() {
        warden.host.put(sick("pts/3", 300));
        sweep();
        assertThat(warden.ask(root(), "audit verify").out()).contains("the chain holds");
        assertThat(map(warden.ask(root(), "audit verify", "json", "true")).get("holds"))
                .isEqualTo(true);
    }

    @Test
    void refusesCommandsAndArgumentsThatItDoesNotKnow() {
        assertThat(warden.ask(root(), "format disk").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(warden.ask(root(), "status", "uid", "0").err()).contains("knows no argument 'uid'");
    }

    @Test
    void aFaultIsAnsweredAndCleaned() {
        warden.host.put(session("pts/3", 300));
        warden.trail.breakWith(new IllegalStateException("disk \u001b full"));

        var answer = warden.reset(alice(), "300");

        assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).startsWith("the warden failed at this: disk ? full\n");
        assertThat(warden.host.resets()).isEmpty();
    }
}
