package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a human must approve. */
class ApprovalTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");
    private static final Caller ANN = FlowOnFakes.caller("ann", 1003);
    private static final Caller BOB = FlowOnFakes.caller("bob", 1004);

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    @BeforeEach
    void asks() {
        on.policy.say(Effect.ASK);
        on.host.put(SICK);
    }

    private void goOn(Duration time) {
        on.clock.advance(time);
        on.flow.watch().queueOpenCycles();
        on.runQueued();
    }

    @Test
    void isNotTouchedBeforeAndResetAfterwards() {
        on.sweep();
        goOn(Duration.ofMinutes(5));
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.ledger.openCycles())
                .singleElement()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.ASKED);

        assertThat(on.flow.interventions().approve(ANN, "i-1")).isInstanceOf(Word.Taken.class);
        on.runQueued();
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.ledger.findCycle("c-1").orElseThrow().approvedBy()).isEqualTo(ANN.who());
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .contains("PERMITTED " + ANN.who() + " approves it");
    }

    @Test
    void isAskedOnceAndNotAgainAfterItWasRejected() {
        on.sweep();
        assertThat(on.flow.interventions().reject(ANN, "i-1")).isInstanceOf(Word.Taken.class);
        for (int i = 0; i < 20; i++) {
            on.clock.advance(Duration.ofMinutes(10));
            on.sweep();
        }
        assertThat(on.ledger.openCycles()).isEmpty();
        assertThat(on.flow.interventions().approve(ANN, "i-1")).isInstanceOf(Word.Nothing.class);
        assertThat(on.host.resets()).isEmpty();
    }

    @Test
    void expires() {
        on.sweep();
        goOn(Operations.APPROVAL_WAITS);
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .last()
                .isEqualTo("WITHDRAWN nobody approved it in time");
    }

    @Test
    void isWithdrawnWhereItRecovers() {
        on.sweep();
        on.host.put(session("pts/1", 101));
        goOn(Duration.ofSeconds(10));
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void isLookedAtAgainAfterTheApproval() {
        on.sweep();
        on.policy.say(Effect.DENY);
        on.flow.interventions().approve(ANN, "i-1");
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void nobodyApprovesTheirOwnRequest() {
        var answer = on.flow.operations().reset(ANN, SICK);
        assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.ASKED);
        assertThat(on.flow.interventions().approve(ANN, answer.incident())).isInstanceOf(Word.Refused.class);
        assertThat(on.flow.interventions().approve(BOB, answer.incident())).isInstanceOf(Word.Taken.class);
        on.runQueued();
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void aRequestThatIsRejectedIsWithdrawnAndNothingIsDone() {
        var answer = on.flow.operations().reset(ANN, SICK);
        assertThat(on.flow.interventions().reject(BOB, answer.incident())).isInstanceOf(Word.Taken.class);
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.ledger.openCycles()).isEmpty();
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .contains("WITHDRAWN rejected by " + BOB.who());
    }

    @Test
    void aPermitInModeAskIsAskedToo() {
        on.policy.say(Effect.PERMIT);
        on.policy.mode(Mode.ASK);
        on.sweep();
        assertThat(on.ledger.openCycles())
                .singleElement()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.ASKED);
        on.flow.interventions().approve(ANN, "i-1");
        on.runQueued();
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void nobodyIsAskedWhereOneOnlyObserves() {
        on.policy.mode(Mode.OBSERVE);
        on.sweep();
        assertThat(on.ledger.openCycles()).isEmpty();
    }

    @Test
    void whoeverMayResetItThemselvesNeedNotWaitForTheAnswer() {
        on.sweep();
        on.policy.say(Effect.PERMIT);
        var answer = on.resetNow(BOB, SICK);
        assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.ledger.findCycle("c-1").orElseThrow().state()).isEqualTo(CycleState.WITHDRAWN);
    }

    @Test
    void isAskedAgainWhereOneLookInVainHadWithdrawnIt() {
        on.sweep();
        on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        goOn(Duration.ofSeconds(5));
        on.host.failWith(null);
        on.goOn(Duration.ofSeconds(10));
        on.goOn(Duration.ofSeconds(10));
        assertThat(on.flow.interventions().approve(ANN, "i-1")).isInstanceOf(Word.Taken.class);
    }

    @Test
    void isAskedAgainWhereNobodyAnswered() {
        on.sweep();
        goOn(Operations.APPROVAL_WAITS);
        on.goOn(Duration.ofSeconds(5));
        assertThat(on.ledger.openCycles())
                .singleElement()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.ASKED);
    }

    @Test
    void isNotApprovedAfterItsTime() {
        on.sweep();
        on.clock.advance(Operations.APPROVAL_WAITS);
        assertThat(on.flow.interventions().approve(ANN, "i-1"))
                .isEqualTo(new Word.Nothing("nobody approved it in time"));
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
    }
}
