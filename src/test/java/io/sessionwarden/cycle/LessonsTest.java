package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Questions.about;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Roster;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What automatic repair has broken elsewhere, an accident a test; each name says what happened and what guards against it. */
class LessonsTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void sweepAndRun() {
        on.sweep();
        on.runQueued();
    }

    private static Decision shipped(History history) throws PolicyException {
        return DroolsResetPolicy.open(List.of(Path.of("rules")))
                .decide(about().sick(Symptom.DEAD_LEADER, 60).history(history).ask());
    }

    @Test
    void anEmptySetMeantEverything_anEmptySelectorSelectsNothing() {
        var roster = new Roster(Sessions.SERVER, List.of(new FakeSessionHost().put(SICK)), Selector.NOTHING, List.of());
        assertThat(roster.call().sessions()).isEmpty();
        var all = new Roster(Sessions.SERVER, List.of(new FakeSessionHost().put(SICK)), Selector.ALL, List.of());
        assertThat(all.call().sessions()).hasSize(1);
    }

    @Test
    void aDrainerTookThreeQuartersAtOnce_everyKindOfActionIsLimited() throws PolicyException {
        assertThat(shipped(new History(1, 100, 1, 0, 0, 0, 0, 0, 0, 0, null)).word())
                .isEqualTo("permit");
        for (var busy : List.of(
                new History(1, 100, 1, 3, 0, 0, 0, 0, 0, 0, null),
                new History(1, 100, 1, 0, 6, 0, 0, 0, 0, 0, null),
                new History(1, 100, 1, 0, 0, 20, 0, 0, 0, 0, null),
                new History(1, 100, 1, 0, 0, 0, 60, 0, 0, 0, null),
                new History(1, 100, 1, 0, 0, 0, 0, 4, 0, 0, null),
                new History(1, 100, 1, 0, 0, 0, 0, 1, 1, 1, null),
                new History(1, 100, 1, 0, 0, 0, 0, 3, 0, 3, null),
                new History(1, 9, 1, 0, 0, 0, 0, 1, 0, 1, null))) {
            assertThat(shipped(busy).word()).as("%s", busy).isEqualTo("deny");
        }
    }

    @Test
    void itWentOnAfterAHumanHadIntervened_anOperatorsHandCancelsWhatIsQueued() {
        on.host.put(SICK);
        on.sweep();
        assertThat(on.queued).hasSize(1);
        on.flow.interventions().keep(FlowOnFakes.caller("ann", 1003), "i-1", "I am at it");
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
    }

    @Test
    void slowAnswersRestartedAWholeService_aServerThatIsSlowMakesNoSessionSick() {
        on.host.put(session("pts/1", 101));
        on.sweep();
        on.host.failWith(new HostException(Fault.NOT_ANSWERING, "no answer within 1 s"));
        for (int i = 0; i < 50; i++) {
            sweepAndRun();
        }
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.ledger.openIncidents()).noneMatch(incident -> incident.session() != null);
    }

    @Test
    void aPartitionCausedADayOfTrouble_aWardenThatIsCutOffBeginsNothing() {
        var clock = new SettableClock();
        var trail = new RecordingAuditTrail(clock);
        var ledger = new FakeLedger(trail);
        var hosts = Map.of("a", new FakeSessionHost(), "b", new FakeSessionHost(), "c", new FakeSessionHost());
        var servers = Stream.of("a", "b", "c")
                .map(name -> new WatchedServer(
                        name,
                        Mode.ENFORCE,
                        false,
                        new Roster(
                                name,
                                List.of(hosts.getOrDefault(name, new FakeSessionHost())),
                                Selector.ALL,
                                List.of()),
                        new Prober(Map.of())))
                .toList();
        var flow = Flow.of(
                new Wiring(
                        new Servers(servers),
                        new IncidentBook(ledger::nextIncidentId, seat -> 0),
                        new ScriptedPolicy(),
                        -1,
                        new Resetter(clock, clock.steady(), time -> () -> false, () -> () -> false),
                        ledger,
                        trail,
                        cycle -> {},
                        LeaderWatch.NONE,
                        clock,
                        clock.steady()),
                () -> PolicyStanding.AGREED);
        hosts.values().forEach(host -> host.failWith(new HostException(Fault.UNREACHABLE, "no route to host")));
        for (int i = 0; i < 5; i++) {
            servers.forEach(server -> flow.watch().sweep(server.name()));
        }
        assertThat(flow.operations().status().unfit()).contains("servers give no answer");
        assertThat(trail.events(EventType.WARDEN_UNFIT)).as("one alarm").hasSize(1);

        hosts.values().forEach(host -> host.failWith(null));
        servers.forEach(server -> flow.watch().sweep(server.name()));
        assertThat(flow.operations().status().unfit()).as("looks afresh first").isNotEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(flow.operations().status().unfit()).isEmpty();
    }

    @Test
    void staleStatusesTriggeredNeedlessResets_itIsProbedAgainJustBeforeTheAct() {
        on.host.put(SICK);
        on.sweep();
        on.host.put(session("pts/1", 101));
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void thousandsOfProcessesWereKilledAsOneUnit_onlyAShareOfAServerIsEverTouchedAtOnce() throws PolicyException {
        assertThat(shipped(new History(1, 10, 1, 0, 0, 0, 0, 1, 0, 1, null)).word())
                .isEqualTo("permit");
        assertThat(shipped(new History(1, 10, 1, 0, 0, 0, 0, 2, 0, 2, null)).reasons())
                .anySatisfy(reason -> assertThat(reason.rule()).startsWith("Only a share of a server's sessions"));
    }

    @Test
    void anIdWasReusedAndTheWrongOneWasKilled_theIdentityIsPartOfTheAct() {
        on.host.put(SICK);
        on.sweep();
        on.host.remove(SICK);
        on.host.put(with(session("pts/1", 102), "ill", "STOPPED"));
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = SessionKind.class, mode = EnumSource.Mode.EXCLUDE, names = "USER")
    void resettingAListenerResetEverySessionOnIt_whatIsNoUsersSessionIsNeverReset(SessionKind kind)
            throws PolicyException {
        var policy = DroolsResetPolicy.open(List.of(Path.of("rules")));
        assertThat(policy.decide(
                                about().sick(Symptom.DEAD_LEADER, 60).kind(kind).ask())
                        .word())
                .isEqualTo("deny");
        assertThat(policy.decide(about().byAdministrator().kind(kind).ask()).word())
                .isEqualTo("deny");
    }

    @Test
    void theClockRanBackwardsAndLimitsNeverFired_anIllnessLastsByAClockThatCannotBeSet() {
        on.policy.say(Effect.DENY);
        on.host.put(SICK);
        on.sweep();
        on.clock.set(on.clock.instant().minus(Duration.ofHours(5)));
        on.sweep();
        on.clock.advance(Duration.ofMinutes(10));
        on.sweep();
        assertThat(on.flow.operations().findIncident("i-1").orElseThrow().lasted())
                .isEqualTo(Duration.ofMinutes(10).plusMillis(1_000));
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void itKilledAlthoughTheSettingSaidNotTo_offIsOffWhateverTheRulesSay(Effect effect) {
        var off = new FlowOnFakes(Mode.OBSERVE);
        off.policy.say(effect);
        off.host.put(SICK);
        for (int i = 0; i < 20; i++) {
            off.clock.advance(Duration.ofMinutes(1));
            off.sweep();
            off.flow.watch().queueOpenCycles();
            off.runQueued();
        }
        assertThat(off.host.taken()).isEmpty();
        assertThat(off.host.warnings()).isEmpty();
        assertThat(off.ledger.openCycles()).isEmpty();
    }

    @Test
    void anUpgradeDroppedTheDecisionLog_withoutARecordThereIsNoReset() {
        on.host.put(SICK);
        on.sweep();
        on.trail.breakWith(new IllegalStateException("the disk is full"));
        assertThatIllegalStateException().isThrownBy(on::runQueued);
        assertThat(on.host.taken()).isEmpty();
    }

    @Test
    void countersWereNeverResetAfterARepair_whatWasHealedCountsAnew() {
        for (int i = 0; i < 5; i++) {
            int pid = 101 + 2 * i;
            on.host.onReset(old -> session("pts/1", pid + 1), true);
            on.host.put(with(session("pts/1", pid), "ill", "STOPPED"));
            sweepAndRun();
            on.host.remove(session("pts/1", pid + 1));
            on.clock.advance(Duration.ofHours(2));
            sweepAndRun();
        }
        assertThat(on.host.resets()).hasSize(5);
    }

    @Test
    void repeatedSilentFixesHidTheFault_afterAFewThereIsNoMoreAndAHumanIsTold() throws PolicyException {
        assertThat(shipped(new History(1, 100, 1, 3, 0, 0, 0, 0, 0, 0, null)).reasons())
                .anySatisfy(reason -> assertThat(reason.message()).contains("resets do not help, look at it"));
    }
}
