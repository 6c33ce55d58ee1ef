package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Ladder.Step;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rung by rung, each only where the one before did not heal. */
class LadderTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");
    private static final Session WELL = session("pts/1", 101);

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void ladder(Rung... rungs) {
        on.policy.ladder(new Ladder(Arrays.stream(rungs)
                .map(rung -> new Step(rung, rung == Rung.HUMAN ? Duration.ZERO : Duration.ofSeconds(20)))
                .toList()));
    }

    private void fallsSick() {
        on.host.put(SICK);
        on.sweep();
        on.runQueued();
    }

    @Test
    void whatGoesOnAfterTheGentlestRungIsNotReset() {
        ladder(Rung.CONTINUE, Rung.RESET, Rung.HUMAN);
        on.host.offers(Rung.CONTINUE, sick -> WELL);
        fallsSick();
        assertThat(on.host.taken()).containsExactly(Rung.CONTINUE);
        assertThat(on.recorded())
                .endsWith(
                        "CYCLE_STEP RESETTING", "CYCLE_STEP VERIFYING", "CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
        assertThat(on.book.size()).isZero();
    }

    @Test
    void whereARungDoesNotHealTheNextOneIsTakenAfterEverythingWasLookedAtAgain() {
        ladder(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.HUMAN);
        on.host.offers(Rung.CONTINUE, sick -> sick);
        on.host.offers(Rung.LOG_OFF, sick -> sick);
        fallsSick();
        assertThat(on.host.taken()).containsExactly(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET);
        assertThat(on.policy.asked())
                .as("once for the permit, once before each rung")
                .hasSize(4);
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("rung")))
                .containsSubsequence(
                        "RESETTING continue",
                        "PERMITTED ",
                        "RESETTING log-off",
                        "PERMITTED ",
                        "RESETTING reset",
                        "HEALED ");
    }

    @Test
    void aRungThatTheHostDoesNotHaveIsPassedOver() {
        ladder(Rung.CONTINUE, Rung.DISCONNECT, Rung.RESET);
        fallsSick();
        assertThat(on.host.taken()).containsExactly(Rung.RESET);
    }

    @Test
    void whereNoRungIsLeftAHumanIsTold() {
        ladder(Rung.CONTINUE, Rung.HUMAN);
        on.host.offers(Rung.CONTINUE, sick -> sick);
        fallsSick();
        assertThat(on.host.taken()).containsExactly(Rung.CONTINUE);
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP ESCALATED");
        assertThat(on.book.size()).as("it is still sick").isOne();
    }

    @Test
    void whatThePolicyNoLongerPermitsEndsTheClimb() {
        ladder(Rung.CONTINUE, Rung.RESET);
        on.host.offers(Rung.CONTINUE, sick -> {
            on.policy.say(Effect.DENY);
            return sick;
        });
        fallsSick();
        assertThat(on.host.taken()).containsExactly(Rung.CONTINUE);
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void aWarningIsGivenAndItsGraceIsWaitedFor() {
        ladder(Rung.WARN, Rung.RESET);
        fallsSick();
        assertThat(on.host.warnings()).singleElement().asString().contains("will be reset in 20 s");
        on.clock.advance(Duration.ofSeconds(19));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.host.taken()).isEmpty();
        on.clock.advance(Duration.ofSeconds(1));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.host.taken()).containsExactly(Rung.RESET);
        assertThat(on.host.warnings()).hasSize(1);
    }

    @Test
    void theWarningSaysWhatIsWrong() {
        ladder(Rung.WARN, Rung.RESET);
        fallsSick();
        assertThat(on.host.warnings()).singleElement().asString().contains("STOPPED");
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("graceSeconds")))
                .contains("WARNED 20");
    }

    @Test
    void whatCannotBeSeenAfterARungIsWaitedForAndThenGivenToAHuman() {
        ladder(Rung.CONTINUE, Rung.RESET, Rung.HUMAN);
        on.host.offers(Rung.CONTINUE, sick -> {
            on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
            return sick;
        });
        fallsSick();
        on.clock.advance(Duration.ofSeconds(20).plusMinutes(5));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP VERIFYING");
        on.clock.advance(Duration.ofSeconds(1));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.host.taken()).containsExactly(Rung.CONTINUE);
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .last()
                .isEqualTo("ESCALATED whether it goes on cannot be seen: hangs");
    }

    @Test
    void aSessionThatEndsUnderAGentleRungHasEnded() {
        ladder(Rung.CONTINUE, Rung.RESET);
        on.host.offers(Rung.CONTINUE, sick -> null);
        fallsSick();
        assertThat(on.recorded()).endsWith("CYCLE_STEP HEALED", "INCIDENT_CLOSED ENDED");
    }

    @Test
    void whatNeedsApprovalByNowIsWithdrawn() {
        ladder(Rung.RESET);
        on.host.put(SICK);
        on.sweep();
        on.policy.say(Effect.ASK);
        on.runQueued();
        assertThat(on.host.taken()).isEmpty();
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .last()
                .asString()
                .startsWith("WITHDRAWN no longer permitted without approval: ");
    }

    @Test
    void whatIsLeftRunningIsToldToWhoAsked() {
        on.host.put(WELL);
        on.host.leavesRunning(new LeftRunning(300, "make", "nohup"));
        var answer = on.resetNow(FlowOnFakes.caller("ann", 1003), WELL);
        assertThat(answer.told()).contains("left running: make (pid 300, nohup)");
    }

    @Test
    void whatRecoversWithinTheGraceIsNotReset() {
        ladder(Rung.WARN, Rung.RESET);
        fallsSick();
        on.host.put(WELL);
        on.clock.advance(Duration.ofSeconds(5));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
    }

    @Test
    void aPersonWhoAsksForAResetGetsOne() {
        ladder(Rung.CONTINUE, Rung.WARN, Rung.RESET, Rung.HUMAN);
        on.host.offers(Rung.CONTINUE, sick -> sick);
        on.host.put(WELL);
        on.flow.operations();
        var answer = on.resetNow(FlowOnFakes.caller("ann", 1003), WELL);
        assertThat(answer.cycle()).isNotNull().extracting(Cycle::state).isEqualTo(CycleState.HEALED);
        assertThat(on.host.taken()).containsExactly(Rung.RESET);
    }
}
