package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the records of a reset hold, so that an auditor need not ask anybody. */
class RecordsTest {

    private static final Session SICK = with(with(session("pts/1", 101), "ill", "STOPPED"), "command", "till");

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private Map<String, String> only(EventType type) {
        return on.trail.events(type).stream()
                .map(AuditEvent::details)
                .reduce((one, other) -> {
                    throw new AssertionError("two records of " + type);
                })
                .orElseThrow();
    }

    private Map<String, String> step(CycleState to) {
        return on.trail.events(EventType.CYCLE_STEP).stream()
                .filter(event -> event.outcome().equals(to.name()))
                .map(AuditEvent::details)
                .findFirst()
                .orElseThrow();
    }

    private void healed() {
        on.host.put(SICK);
        on.host.onReset(old -> with(session("pts/1", 102), "command", "till"), true);
        on.host.leavesRunning(new LeftRunning(300, "make", "nohup"), new LeftRunning(301, "tmux", "tmux server"));
        on.goOn(Duration.ofSeconds(1));
    }

    @Test
    void eachOneNamesTheSessionItsUserAndTheIncident() {
        healed();
        assertThat(on.trail.records()).hasSize(7).allSatisfy(record -> {
            assertThat(record.event().server()).isEqualTo("local");
            assertThat(record.event().session()).isEqualTo("local/fake boot=b sid=101");
            assertThat(record.event().incident()).isEqualTo("i-1");
            assertThat(record.event().who()).isEqualTo("watchdog");
            assertThat(record.event().revision()).isEqualTo("r1");
            assertThat(record.event().details())
                    .containsEntry("account", "local:1001")
                    .containsEntry("connector", "fake")
                    .containsEntry("logonName", "alice")
                    .containsEntry("sessionId", "101")
                    .containsEntry("sessionName", "pts/1")
                    .containsEntry("symptom", "STOPPED");
        });
    }

    @Test
    void anIncidentTellsWhatTheProbeSaw() {
        healed();
        assertThat(only(EventType.INCIDENT_OPENED))
                .containsEntry("evidence", "seen")
                .containsEntry("subject", "local/fake boot=b sid=101")
                .containsEntry("onset", "2026-03-01T08:00:01.500Z")
                .containsEntry("observations", "1")
                .containsEntry("recurrence", "0")
                .doesNotContainKey("lastedMillis");
        assertThat(only(EventType.INCIDENT_CLOSED)).containsEntry("lastedMillis", "0");
    }

    @Test
    void aDecisionTellsTheRuleTheModeAndTheWholeQuestion() {
        healed();
        assertThat(only(EventType.DECISION))
                .containsEntry("automatic", "true")
                .containsEntry("carriedOut", "true")
                .containsEntry("cycle", "c-1")
                .containsEntry("ladder", "reset 15s > human")
                .containsEntry("mode", "enforce")
                .containsEntry("permitMode", "enforce")
                .containsEntry("rule", "the rule")
                .containsEntry("rules", "the rule")
                .containsEntry("reasons", "because [the rule]")
                .containsEntry("sickSeconds", "0")
                .containsKey("request")
                .containsKey("asked.at")
                .doesNotContainKey("wouldHave")
                .doesNotContainKey("until");
    }

    @Test
    void oneThatDefersTellsUntilWhenAndOneThatOnlyObservesWhatItWouldHaveSaid() {
        on.policy.say(Effect.DEFER);
        on.host.put(SICK);
        on.sweep();
        assertThat(only(EventType.DECISION)).containsEntry("until", "2026-03-01T08:00:10.500Z");

        var observing = new FlowOnFakes(Mode.ENFORCE);
        observing.policy.ruleMode(Mode.OBSERVE);
        observing.host.put(SICK);
        observing.sweep();
        assertThat(observing.trail.events(EventType.DECISION))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("wouldHave", "permit: because [the rule]")
                        .containsEntry("carriedOut", "false"));
    }

    @Test
    void theStepsTellWhatWasDoneAndProved() {
        healed();
        assertThat(step(CycleState.EVIDENCE_KEPT))
                .containsEntry("evidence", "a fake")
                .containsEntry("from", "PERMITTED");
        assertThat(step(CycleState.RESETTING))
                .containsEntry("rung", "reset")
                .containsEntry("rule", "the rule")
                .containsEntry("automatic", "true")
                .containsEntry("message", "looked again: the same incarnation, and still permitted");
        assertThat(step(CycleState.VERIFYING))
                .containsEntry("steps", "ended the leader")
                .containsEntry("leftRunning", "make (pid 300, nohup) | tmux (pid 301, tmux server)")
                .containsEntry("tookMillis", "0");
        assertThat(step(CycleState.HEALED))
                .containsEntry("message", "closed | reopened as id 102 (pts/1) | reinitialised: command as at first")
                .containsEntry("value.command", "till");
    }

    @Test
    void whoIsWarnedAndWhatTheyWereToldIsRecorded() {
        on.policy.say(Effect.WARN);
        on.host.put(SICK);
        on.sweep();
        assertThat(only(EventType.USER_WARNED))
                .containsEntry("sessionName", "pts/1")
                .containsEntry("graceSeconds", "10")
                .containsEntry("message", "on the fake's screen")
                .containsEntry("text", on.host.warnings().get(0));
    }

    @Test
    void aSeatThatIsGivenUpNamesItsSession() {
        on.policy.say(Effect.DENY);
        on.policy.recurrenceGiveUp(0);
        on.host.put(SICK);
        on.sweep();
        assertThat(only(EventType.GIVEN_UP))
                .containsEntry("sessionName", "pts/1")
                .containsEntry("seat", SICK.seat());
    }

    @Test
    void aServersFaultHasNoSession() {
        on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        on.goOn(Duration.ofSeconds(10));
        on.goOn(Duration.ofSeconds(10));
        on.goOn(Duration.ofSeconds(10));
        assertThat(on.trail.events(EventType.INCIDENT_OPENED)).isNotEmpty().allSatisfy(event -> {
            assertThat(event.session()).isEmpty();
            assertThat(event.details()).doesNotContainKey("sessionName");
        });
        assertThat(on.queued).isEmpty();
    }
}
