package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds the watchdog back, whatever the rules permit. */
class HoldsTest {

    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");
    private static final Caller ANN = FlowOnFakes.caller("ann", 1003);

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void goOn(Duration time) {
        on.clock.advance(time);
        on.sweep();
        on.runQueued();
    }

    private String lastReason() {
        return on.recorded(event -> event.outcome() + " " + event.detail("reasons")).stream()
                .filter(line -> line.startsWith("deny"))
                .reduce((one, later) -> later)
                .orElse("");
    }

    @Test
    void whilePausedNothingAutomaticIsBegunAndTheReasonIsSaid() {
        assertThat(on.flow.interventions().pause(ANN, Hold.EVERYWHERE, "the new switch", null))
                .isInstanceOf(Word.Taken.class);
        on.host.put(SICK);
        goOn(Duration.ofSeconds(1));
        goOn(Duration.ofMinutes(10));
        assertThat(on.host.resets()).isEmpty();
        assertThat(lastReason()).isEqualTo("deny paused by " + ANN.who() + ": the new switch [held: paused]");

        assertThat(on.flow.interventions().resume(ANN, Hold.EVERYWHERE)).isInstanceOf(Word.Taken.class);
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.recorded()).contains("PAUSED ", "RESUMED ");
    }

    @Test
    void aPauseOfAnotherServerHoldsNothingHereAndOneThatIsNotThereIsRefused() {
        on.host.put(SICK);
        assertThat(on.flow.interventions().pause(ANN, "nowhere", "x", null)).isInstanceOf(Word.Nothing.class);
        assertThat(on.flow.interventions().resume(ANN, Sessions.SERVER)).isInstanceOf(Word.Nothing.class);
        goOn(Duration.ofSeconds(1));
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void aPauseEndsByItself() {
        on.flow.interventions().pause(ANN, Sessions.SERVER, "lunch", Duration.ofMinutes(30));
        on.host.put(SICK);
        goOn(Duration.ofMinutes(29));
        assertThat(on.host.resets()).isEmpty();
        goOn(Duration.ofMinutes(2));
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void whatIsQueuedIsWithdrawnAtOnce() {
        on.host.put(SICK);
        on.sweep();
        on.flow.interventions().pause(ANN, Hold.EVERYWHERE, "stop", null);
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded()).contains("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void aPersonIsNotHeld() {
        on.flow.interventions().pause(ANN, Hold.EVERYWHERE, "stop", null);
        on.host.put(SICK);
        assertThat(on.resetNow(ANN, SICK).cycle())
                .isNotNull()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.HEALED);
    }

    @Test
    void whatIsKeptIsLeftAloneAsLongAsTheIncidentLasts() {
        on.policy.say(Effect.DENY);
        on.host.put(SICK);
        on.sweep();
        assertThat(on.flow.interventions().keep(ANN, "i-1", "a long job")).isInstanceOf(Word.Taken.class);
        on.policy.say(Effect.PERMIT);
        goOn(Duration.ofMinutes(1));
        goOn(Duration.ofMinutes(10));
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.flow.operations().status().holds()).hasSize(1);

        on.host.put(session("pts/1", 101));
        goOn(Duration.ofMinutes(1));
        assertThat(on.flow.operations().status().holds())
                .as("ended with the incident")
                .isEmpty();
        on.host.put(SICK);
        goOn(Duration.ofMinutes(1));
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void whatCouldNotBeHealedIsGivenUpUntilSomebodyAcknowledgesIt() {
        on.host.onReset(old -> old, true);
        on.host.put(SICK);
        goOn(Duration.ofSeconds(1));
        assertThat(on.recorded()).contains("CYCLE_STEP ESCALATED");
        assertThat(on.host.taken()).containsExactly(Rung.RESET);
        goOn(Duration.ofHours(3));
        goOn(Duration.ofHours(3));
        assertThat(on.host.taken()).hasSize(1);
        assertThat(lastReason()).contains("given up").contains("warden ack");

        on.host.onReset(old -> session("pts/1", 102), true);
        assertThat(on.flow.interventions().acknowledge(ANN, "i-1")).isInstanceOf(Word.Taken.class);
        goOn(Duration.ofMinutes(10));
        assertThat(on.host.taken()).hasSize(2);
        assertThat(on.flow.interventions().acknowledge(ANN, "i-1")).isInstanceOf(Word.Nothing.class);
    }

    private void fallsIllAgain() {
        on.host.put(session("pts/1", 101));
        goOn(Duration.ofSeconds(10));
        on.host.put(SICK);
        goOn(Duration.ofSeconds(10));
    }

    @Test
    void whatKeepsFallingIllIsGivenUpOnceAndStaysSoThoughTheDayIsOver() {
        on.policy.say(Effect.DENY);
        on.policy.recurrenceGiveUp(3);
        for (int i = 0; i < 3; i++) {
            fallsIllAgain();
        }
        assertThat(on.trail.events(EventType.GIVEN_UP)).isEmpty();
        fallsIllAgain();
        fallsIllAgain();
        assertThat(on.trail.events(EventType.GIVEN_UP)).singleElement().satisfies(event -> {
            assertThat(event.incident()).isEqualTo("i-4");
            assertThat(event.detail("message")).isEqualTo("sick 3 times within a day, see i-4");
        });

        on.policy.say(Effect.PERMIT);
        goOn(Duration.ofHours(30));
        assertThat(on.host.resets()).isEmpty();
        assertThat(lastReason()).contains("given up").contains("warden ack");
    }

    @Test
    void onceItIsAcknowledgedItIsCountedAnew() {
        on.policy.say(Effect.DENY);
        on.policy.recurrenceGiveUp(2);
        for (int i = 0; i < 3; i++) {
            fallsIllAgain();
        }
        assertThat(on.flow.interventions().acknowledge(ANN, "i-3")).isInstanceOf(Word.Taken.class);
        goOn(Duration.ofSeconds(10));
        assertThat(on.flow.operations().status().holds())
                .as("what is open is the first again")
                .isEmpty();
        fallsIllAgain();
        assertThat(on.flow.operations().findIncident("i-4").orElseThrow().recurrence())
                .as("the one before began before")
                .isZero();
        on.policy.say(Effect.PERMIT);
        goOn(Duration.ofSeconds(10));
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void whereOneOnlyObservesNothingIsGivenUp() {
        var only = new FlowOnFakes(Mode.OBSERVE);
        only.policy.say(Effect.DENY);
        only.policy.recurrenceGiveUp(0);
        only.host.put(SICK);
        only.sweep();
        assertThat(only.ledger.holds()).isEmpty();
    }

    @Test
    void whatWaitsForAHumanGoesOnWaitingWhileTheWardenCannotJudge() {
        on.policy.say(Effect.ASK);
        on.host.put(SICK);
        on.sweep();
        on.clock.set(on.clock.instant().plus(Duration.ofHours(3)));
        on.sweep();
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.ledger.openCycles())
                .singleElement()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.ASKED);
        on.clock.advance(Operations.APPROVAL_WAITS.minusSeconds(5));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.ledger.openCycles()).as("it has not waited longer").hasSize(1);
        on.clock.advance(Duration.ofSeconds(5));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.ledger.openCycles()).isEmpty();
    }

    @Test
    void afterAJumpOfTheClockNothingAutomaticIsBegunForAWhile() {
        on.sweep();
        on.host.put(SICK);
        on.clock.set(on.clock.instant().plus(Duration.ofHours(3)));
        on.sweep();
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(lastReason()).contains("clock was set by 10800 s");
        assertThat(on.flow.operations().status().unfit()).contains("clock");
        goOn(Duration.ofSeconds(40));
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void aNoteStandsInTheTrailWithThePersonAndTheIncident() {
        on.policy.say(Effect.DENY);
        on.host.put(SICK);
        on.sweep();
        assertThat(on.flow.interventions().note(ANN, "i-1", "called ann")).isInstanceOf(Word.Taken.class);
        assertThat(on.recorded(event ->
                        event.type() + " " + event.who() + " " + event.incident() + " " + event.detail("message")))
                .contains("NOTED " + ANN.who() + " i-1 called ann");
        assertThat(on.flow.interventions().note(ANN, "i-9", "x")).isInstanceOf(Word.Nothing.class);
    }
}
