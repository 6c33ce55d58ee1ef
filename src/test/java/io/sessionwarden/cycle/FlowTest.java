package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.idle;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.standing;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.FakeLedger;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.incident.Incident.Ending;
import io.sessionwarden.incident.IncidentBook;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyStanding;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole flow on fakes: what is noticed, decided, done, proved and recorded, and in which order. */
class FlowTest {

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    private final FakeLedger ledger = new FakeLedger(trail);
    private final FakeSessionHost host = new FakeSessionHost();
    private final FakeSessionHost other = new FakeSessionHost("other");
    private final ScriptedPolicy policy = new ScriptedPolicy();
    private final List<String> queued = new ArrayList<>();
    private Flow flow = start(Mode.ENFORCE);

    /** Says what the session's vital {@code ill} says. */
    private static final class IllProbe implements Probe {
        @Override
        public String name() {
            return "ill";
        }

        @Override
        public Finding examine(Session now, @Nullable Session before) {
            return switch (now.vital("ill")) {
                case "" -> new Finding.Healthy(name());
                case "unknown" -> new Finding.Unknown(name(), "cannot be told");
                default ->
                    new Finding.Sick(
                            name(), new Symptom(now.vital("ill"), Symptom.Group.MALFUNCTIONS), Evidence.of("seen"));
            };
        }
    }

    private Flow start(Mode mode, SessionName... named) {
        var names = List.of(named);
        var roster = new Roster(Sessions.SERVER, List.of(host, other), Selector.ALL, names);
        var prober = new Prober(Map.of(Sessions.CONNECTOR, List.of(new IllProbe(), new MissingProbe())));
        var server = new WatchedServer(Sessions.SERVER, mode, true, roster, prober);
        var incidents = new IncidentBook(
                ledger::nextIncidentId,
                seat -> ledger.incidentsAt(seat, clock.instant().minus(Duration.ofDays(1))));
        return Flow.of(
                new Wiring(
                        new Servers(List.of(server)),
                        incidents,
                        policy,
                        999,
                        new Resetter(clock, clock.steady(), time -> () -> false, () -> () -> false),
                        ledger,
                        trail,
                        queued::add,
                        LeaderWatch.NONE,
                        clock,
                        clock.steady()),
                () -> PolicyStanding.AGREED);
    }

    /** A standing session that is not there is sick of a dead leader. */
    private static final class MissingProbe implements Probe {
        @Override
        public String name() {
            return "missing";
        }

        @Override
        public Finding examine(Session now, @Nullable Session before) {
            return now.vital("leader").equals("gone")
                    ? new Finding.Sick(name(), Symptom.DEAD_LEADER, Evidence.of("gone"))
                    : new Finding.Healthy(name());
        }
    }

    private void sweep() {
        clock.advance(Duration.ofMillis(500));
        flow.watch().sweep(Sessions.SERVER);
    }

    private void runQueued() {
        var due = List.copyOf(queued);
        queued.clear();
        due.forEach(flow.reset()::run);
    }

    private List<String> recorded() {
        return recorded(event -> event.type() + " " + event.outcome());
    }

    private List<String> recorded(Function<AuditEvent, String> as) {
        var events = new ArrayList<String>();
        trail.read(
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"),
                (AuditRecord entry) -> events.add(as.apply(entry.event())));
        return events;
    }

    @Test
    void healsASickSessionAndRecordsEveryStepInItsOrder() {
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(sick);
        host.onReset(old -> session("pts/1", 102), true);
        sweep();
        assertThat(host.resets()).isEmpty();
        runQueued();
        assertThat(host.resets()).containsExactly(sick);
        assertThat(recorded())
                .containsExactly(
                        "INCIDENT_OPENED STOPPED",
                        "DECISION permit",
                        "CYCLE_STEP EVIDENCE_KEPT",
                        "CYCLE_STEP RESETTING",
                        "CYCLE_STEP VERIFYING",
                        "CYCLE_STEP HEALED",
                        "INCIDENT_CLOSED HEALED");
        assertThat(ledger.openCycles()).isEmpty();
        assertThat(ledger.openIncidents()).isEmpty();
    }

    @Test
    void whatCanBeSeenOfTheSessionIsRecordedBeforeTheAct() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        runQueued();
        assertThat(recorded(event -> event.outcome() + " " + event.detail("evidence")))
                .contains("EVIDENCE_KEPT a fake");
    }

    @Test
    void evidenceThatCannotBeTakenIsToldAndHindersNoReset() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.failEvidenceWith(new HostException(Fault.NOT_PERMITTED, "not yours"));
        sweep();
        runQueued();
        assertThat(recorded(event -> event.outcome() + " " + event.detail("evidence")))
                .contains("EVIDENCE_KEPT could not be taken: not yours");
        assertThat(host.resets()).hasSize(1);
    }

    @Test
    void theMistakeOfAConnectorThatTakesEvidenceHindersNoReset() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.failEvidenceWith(new IllegalStateException("a mistake"));
        sweep();
        runQueued();
        assertThat(host.resets()).hasSize(1);
    }

    @Test
    void aSessionThatSimplyEndedIsNotSick() {
        var session = session("pts/1", 101);
        host.put(session);
        sweep();
        host.remove(session);
        sweep();
        assertThat(recorded()).isEmpty();
    }

    @Test
    void aStandingSessionThatIsMissingIsSickAndRecoversWhenItIsReopenedByItself() {
        flow = start(Mode.ENFORCE, new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "till", "till", true));
        host.put(standing("till", 101));
        sweep();
        host.remove(standing("till", 101));
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED DEAD_LEADER", "DECISION permit");
        host.put(standing("till", 102));
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
        assertThat(host.resets()).isEmpty();
    }

    @Test
    void inObserveModeItSaysOnceWhatItWouldDoAndDoesNothing() {
        flow = start(Mode.OBSERVE);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        sweep();
        clock.advance(Duration.ofSeconds(10));
        sweep();
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION permit");
        assertThat(recorded(event -> event.detail("carriedOut"))).last().isEqualTo("false");
    }

    @Test
    void theMoreCarefulModeCounts() {
        policy.mode(Mode.OBSERVE);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        assertThat(queued).isEmpty();
    }

    @Test
    void warnsTheUserOnceAndAsksAgainAfterTheGrace() {
        policy.say(Effect.WARN);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        assertThat(host.warnings())
                .containsExactly(
                        "Session Warden: this session (pts/1) will be reset in 10 s: because. Save your work, or object:"
                                + " warden keep i-1");
        assertThat(recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION warn", "USER_WARNED told");
        assertThat(ledger.openIncidents().get(0).warned()).isEqualTo(clock.instant());

        policy.say(Effect.PERMIT);
        clock.advance(Duration.ofSeconds(10));
        sweep();
        assertThat(policy.asked().get(1).incident().warned()).isNotNull();
        runQueued();
        assertThat(host.resets()).hasSize(1);
        assertThat(host.warnings()).hasSize(1);
    }

    @Test
    void whoeverCannotBeWarnedIsRecordedAsSuchAndTheGraceBegins() {
        policy.say(Effect.WARN);
        host.deafBecause("it takes no output");
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        assertThat(recorded()).last().isEqualTo("USER_WARNED not told");
        assertThat(recorded(event -> event.detail("message"))).last().isEqualTo("it takes no output");
        assertThat(ledger.openIncidents().get(0).warned()).isNotNull();
    }

    @Test
    void nobodyIsWarnedWhereNothingWouldBeReset() {
        flow = start(Mode.OBSERVE);
        policy.say(Effect.WARN);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        assertThat(host.warnings()).isEmpty();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION warn");
    }

    @Test
    void aSessionThatIsIdleForTooLongIsSickUntilSomebodyTypes() {
        policy.limits(new TimeLimits(Duration.ofMinutes(10), null, Mode.ENFORCE));
        policy.say(Effect.DENY);
        host.put(idle(session("pts/1", 101), Duration.ofSeconds(599)));
        sweep();
        assertThat(recorded()).isEmpty();
        host.put(idle(session("pts/1", 101), Duration.ofMinutes(10)));
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED IDLE_LIMIT", "DECISION deny");
        assertThat(recorded(event -> event.detail("evidence"))).first().isEqualTo("idle for 600 s (limit 600 s)");
        host.put(session("pts/1", 101));
        sweep();
        assertThat(recorded()).last().isEqualTo("INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void aSessionThatSomebodyTypesInAgainBeforeTheActIsNotReset() {
        policy.limits(new TimeLimits(Duration.ofMinutes(10), null, Mode.ENFORCE));
        host.put(idle(session("pts/1", 101), Duration.ofHours(1)));
        sweep();
        assertThat(queued).hasSize(1);
        host.put(session("pts/1", 101));
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void disconnectedTimeCountsFromWhenItWasFirstSeenAndSurvivesABlindSweep() {
        policy.limits(new TimeLimits(null, Duration.ofMinutes(1), Mode.ENFORCE));
        host.put(session("pts/1", 101).in(SessionState.DISCONNECTED));
        sweep();
        clock.advance(Duration.ofSeconds(30));
        host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        sweep();
        host.failWith(null);
        sweep();
        assertThat(recorded()).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED DISCONNECTED_LIMIT", "DECISION permit");
        runQueued();
        assertThat(host.resets()).hasSize(1);
    }

    @Test
    void whatAnObservingRuleWouldHaveSaidIsRecorded() {
        policy.ruleMode(Mode.OBSERVE);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION deny");
        assertThat(recorded(event -> event.detail("wouldHave"))).last().isEqualTo("permit: because [the rule]");
    }

    @Test
    void withdrawsWhenTheSessionRecoversBeforeTheAct() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        host.put(session("pts/1", 101));
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void whatIsSickInAnotherWayByNowIsDecidedAsThat() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        host.put(with(session("pts/1", 101), "ill", "CLIENT_GONE"));
        clock.advance(Duration.ofMinutes(1));
        runQueued();
        var now = policy.asked().get(1).incident();
        assertThat(now.symptomName()).isEqualTo("CLIENT_GONE");
        assertThat(now.symptomSince()).as("and since just now").isEqualTo(clock.instant());
    }

    @Test
    void withdrawsWhenItCanNoLongerBeTold() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        host.put(with(session("pts/1", 101), "ill", "unknown"));
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");
        assertThat(ledger.openIncidents()).hasSize(1);
    }

    @Test
    void withdrawsWhenThePolicyNoLongerPermits() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        policy.say(Effect.DENY);
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void withdrawsWhenTheServerNoLongerAnswers() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void neverResetsAnotherIncarnation() {
        var old = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(old);
        sweep();
        host.remove(old);
        host.put(with(session("pts/1", 102), "ill", "STOPPED"));
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED ENDED");
    }

    @Test
    void aResetThatDoesNotReopenHasFailed() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(old -> null, true);
        sweep();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP ESCALATED", "INCIDENT_CLOSED NOT_HEALED");
    }

    @Test
    void aResetThatCouldNotEndEverythingHasFailedHoweverWellTheSessionReopens() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(session -> session("pts/1", 102), true);
        host.resetsAre(Act.Result.INCOMPLETE);
        sweep();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP ESCALATED", "INCIDENT_CLOSED NOT_HEALED");
    }

    @Test
    void aNewIncarnationThatIsSickTooHasNotHealed() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(old -> with(session("pts/1", 102), "ill", "STOPPED"), true);
        sweep();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP ESCALATED", "INCIDENT_CLOSED NOT_HEALED");
    }

    @Test
    void anActThatFailedIsLookedAtAndNotRepeated() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(old -> old, true);
        host.failResetWith(new HostException(Fault.NOT_ANSWERING, "timed out"));
        sweep();
        runQueued();
        assertThat(host.resets()).hasSize(1);
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP UNKNOWN");
        assertThat(ledger.openIncidents()).hasSize(1);
    }

    @Test
    void afterACrashInTheActItLooksAndVerifies() {
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(sick);
        sweep();
        var cycle = queued.get(0);
        moved(cycle, CycleState.RESETTING);
        host.remove(sick);
        host.put(session("pts/1", 102));
        host.onReset(old -> null, true);
        flow = start(Mode.ENFORCE);
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(recorded()).endsWith("CYCLE_STEP VERIFYING", "CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
    }

    /** As an earlier warden left it. */
    private void moved(String cycle, CycleState to) {
        var open = ledger.findCycle(cycle).orElseThrow();
        ledger.advance(open, Move.to(to), clock.instant(), List.of(), List.of());
    }

    @Test
    void afterACrashWithTheSameIncarnationStillThereTheOutcomeIsUnknown() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        moved(queued.get(0), CycleState.RESETTING);
        flow = start(Mode.ENFORCE);
        runQueued();
        assertThat(host.resets()).isEmpty();
        assertThat(ledger.openCycles()).isEmpty();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP UNKNOWN");
    }

    @Test
    void anActOnAServerThatNoLongerAnswersWaitsUntilItCanBeSeenWhatItDid() {
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(sick);
        host.onReset(old -> session("pts/1", 102), true);
        sweep();
        silentFromTheActOn();
        runQueued();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP RESETTING");

        host.failWith(null);
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP VERIFYING", "CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
        assertThat(recorded(event -> event.detail("steps")))
                .contains("the host could not do it: timed out | a look shows that it closed");
        assertThat(host.resets()).hasSize(1);
    }

    @Test
    void anActOnAServerThatStaysSilentIsUnknownForThatReason() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        silentFromTheActOn();
        runQueued();
        clock.advance(Duration.ofMinutes(5));
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP RESETTING");

        clock.advance(Duration.ofSeconds(1));
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP UNKNOWN");
        assertThat(recorded(event -> event.detail("message")))
                .last()
                .isEqualTo("the host could not do it: timed out | whether it closed cannot be seen: hangs");
    }

    private void silentFromTheActOn() {
        host.failResetWith(new HostException(Fault.NOT_ANSWERING, "timed out"));
        host.onAct(() -> host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs")));
    }

    @Test
    void aServerThatFallsSilentAfterTheActIsWaitedFor() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(old -> session("pts/1", 102), true);
        host.onAct(() -> host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs")));
        sweep();
        runQueued();
        assertThat(recorded()).last().isEqualTo("CYCLE_STEP VERIFYING");

        host.failWith(null);
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
    }

    @Test
    void aMissingSessionOfWhichNothingIsThereToResetStaysOneIncidentAndIsTriedLaterEachTime() {
        flow = start(Mode.ENFORCE, new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "till", "till", true));
        host.put(standing("till", 101));
        sweep();
        host.remove(standing("till", 101));
        for (int i = 0; i < 2 * 60; i++) {
            sweep();
            runQueued();
        }
        assertThat(recorded().stream().filter("INCIDENT_OPENED DEAD_LEADER"::equals))
                .hasSize(1);
        assertThat(recorded().stream().filter("CYCLE_STEP WITHDRAWN"::equals)).hasSize(4);
    }

    @Test
    void aSecondLookCountsTheSessionsOfTheWholeServer() {
        other.put(session("pts/8", 108)).put(session("pts/9", 109));
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        runQueued();
        assertThat(policy.asked())
                .hasSize(2)
                .allSatisfy(question ->
                        assertThat(question.history().sessionsOfServer()).isEqualTo(3));
        assertThat(policy.asked())
                .allSatisfy(question ->
                        assertThat(question.history().sessionsOfLogonName()).isEqualTo(3));
    }

    @Test
    void afterACrashTheMissingSessionIsTheOneThatTheIncidentIsAbout() {
        var till = new SessionName(Sessions.SERVER, Sessions.CONNECTOR, "seat", "till", "till", true);
        flow = start(Mode.ENFORCE, till);
        host.put(standing("till", 101));
        sweep();
        host.remove(standing("till", 101));
        sweep();
        moved(queued.get(0), CycleState.RESETTING);
        moved(queued.get(0), CycleState.VERIFYING);
        queued.clear();

        flow = start(Mode.ENFORCE, till);
        sweep();
        assertThat(ledger.openIncidents()).hasSize(1);
        host.put(standing("till", 102));
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(recorded()).endsWith("CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
        assertThat(ledger.latestIncidents(IncidentFilter.ALL, 9)).hasSize(1);
    }

    @Test
    void aCycleThatIsQueuedTwiceResetsOnce() {
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        host.onReset(old -> session("pts/1", 102), true);
        sweep();
        flow.watch().queueOpenCycles();
        runQueued();
        assertThat(host.resets()).hasSize(1);
    }

    @Test
    void aSweepDuringAResetDoesNotCloseItsIncident() {
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(sick);
        sweep();
        host.remove(sick);
        sweep();
        assertThat(ledger.openIncidents()).hasSize(1);
    }

    @Test
    void aBlindSweepClosesNothing() {
        flow = start(Mode.OBSERVE);
        host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        sweep();
        host.failWith(new HostException(Fault.NOT_PERMITTED, "not yours"));
        sweep();
        assertThat(recorded())
                .containsExactly("INCIDENT_OPENED STOPPED", "DECISION permit", "INCIDENT_OPENED NOT_ANSWERING");
        host.failWith(null);
        sweep();
        assertThat(recorded()).last().isEqualTo("INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void aFaultOfTheServerIsNeverDecidedAsAReset() {
        host.fault(new ServerFault(Sessions.SERVER, Sessions.CONNECTOR, "a server", true, Evidence.of("stopped")));
        sweep();
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED NOT_ANSWERING");
        assertThat(policy.asked()).isEmpty();
    }

    @Test
    void aServerThatIsMerelySlowIsDoubtedThreeTimesFirst() {
        host.failWith(new HostException(Fault.NOT_ANSWERING, "slow"));
        sweep();
        sweep();
        assertThat(recorded()).isEmpty();
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED NOT_ANSWERING");
    }

    @Test
    void recoveryByItselfClosesTheIncidentAndTheNextOneRecurs() {
        flow = start(Mode.OBSERVE);
        var sick = with(session("pts/1", 101), "ill", "STOPPED");
        host.put(sick);
        sweep();
        host.put(session("pts/1", 101));
        sweep();
        host.put(sick);
        sweep();
        assertThat(recorded())
                .containsExactly(
                        "INCIDENT_OPENED STOPPED",
                        "DECISION permit",
                        "INCIDENT_CLOSED RECOVERED",
                        "INCIDENT_OPENED STOPPED",
                        "DECISION permit");
        assertThat(ledger.latestIncidents(IncidentFilter.ALL, 1).get(0).recurrence())
                .isEqualTo(1);
    }

    @Test
    void theWardensOwnSessionIsNeverReset() {
        host.put(with(session("pts/1", 999), "ill", "STOPPED"));
        sweep();
        assertThat(recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION deny");
    }

    @Test
    void aPersonIsRefusedWithTheRuleAndTheIncidentIsClosed() {
        policy.say(Effect.DENY);
        var session = session("pts/1", 101);
        host.put(session);
        var answer = flow.operations().reset(bob(), session);
        assertThat(answer.decision()).isInstanceOf(Decision.Deny.class);
        assertThat(recorded()).containsExactly("INCIDENT_OPENED ", "DECISION deny", "INCIDENT_CLOSED NOT_RESET");
        assertThat(ledger.openIncidents()).isEmpty();
    }

    @Test
    void aPersonsResetGoesTheSameWayAndIsAnsweredAtItsEnd() {
        flow = start(Mode.OBSERVE);
        var session = session("pts/1", 101);
        host.put(session);
        host.onReset(old -> session("pts/1", 102), true);
        var running = new Thread(() -> {
            Await.until("the cycle is queued", () -> !queued.isEmpty());
            runQueued();
        });
        running.start();
        var answer = flow.operations().reset(bob(), session);
        assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
        assertThat(answer.told()).contains("closed", "reopened as id 102 (pts/1)");
        assertThat(recorded(AuditEvent::who)).contains("bob (local:1002)");
        Await.until(
                "the incident is closed",
                () -> ledger.findIncident(answer.incident()).orElseThrow().closed() != null);
        assertThat(ledger.findIncident(answer.incident()).orElseThrow().closed())
                .extracting(closure -> closure.ending())
                .isEqualTo(Ending.HEALED);
    }

    private static Caller bob() {
        return new Caller("bob", Account.ofUid("local", 1002), null, false);
    }
}
