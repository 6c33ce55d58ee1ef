package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.cycle.FlowOnFakes.Parts;
import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Ladder.Step;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens between two steps of a cycle. */
class MeanwhileTest {

    private static final Caller ANN = FlowOnFakes.caller("ann", 1003);
    private static final Session SICK = with(session("pts/1", 101), "ill", "STOPPED");

    /** Is run once, after the ledger has been asked one of those. */
    private final AtomicReference<Runnable> once = new AtomicReference<>(() -> {});

    private FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void after(String... asked) {
        on = new FlowOnFakes(Parts.of(Mode.ENFORCE).ledger(ledger -> (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    try {
                        var result = method.invoke(ledger, args);
                        if (List.of(asked).contains(method.getName())) {
                            once.getAndSet(() -> {}).run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }

    private void steps(CycleState to) {
        var cycle = on.ledger.claim("c-1", on.clock.instant()).orElseThrow();
        on.ledger.advance(cycle, Move.to(to), on.clock.instant(), List.of(), List.of());
    }

    private void queued() {
        on.host.put(SICK);
        on.sweep();
        assertThat(on.ledger.openCycles()).hasSize(1);
    }

    @Test
    void aCycleThatTakesAStepWhileItIsWithdrawnIsWithdrawnAllTheSame() {
        after("openCycles");
        queued();
        once.set(() -> steps(CycleState.EVIDENCE_KEPT));
        assertThat(on.flow.interventions().keep(ANN, "i-1", "mine"))
                .isEqualTo(new Word.Taken("nothing automatic is done about it as long as it lasts; a reset that was"
                        + " queued is withdrawn"));
        assertThat(on.ledger.openCycles()).isEmpty();
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
    }

    @Test
    void whatIsInTheActBeforeItCouldBeWithdrawnIsNotToldAsWithdrawn() {
        after("openCycles");
        queued();
        once.set(() -> {
            steps(CycleState.EVIDENCE_KEPT);
            steps(CycleState.RESETTING);
        });
        assertThat(on.flow.interventions().keep(ANN, "i-1", "mine"))
                .isEqualTo(new Word.Taken("nothing automatic is done about it as long as it lasts"));
    }

    @Test
    void whereKeepingTheEvidenceOutlastsThePermitItIsAskedAgain() {
        after("advance");
        on.host.onReset(old -> session("pts/1", 102), true);
        queued();
        once.set(() -> on.clock.advance(Duration.ofSeconds(31)));
        on.runQueued();
        assertThat(on.policy.asked())
                .as("to open it, and before the act, twice")
                .hasSize(3);
        assertThat(on.recorded()).endsWith("CYCLE_STEP HEALED", "INCIDENT_CLOSED HEALED");
    }

    @Test
    void anActThatLeftSomethingHasNotHealedThoughItWasWaitedForToBeSeen() {
        on.host.onReset(old -> session("pts/1", 102), true);
        on.host.resetsAre(Act.Result.INCOMPLETE);
        on.host.onAct(() -> on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs")));
        on.host.put(SICK);
        on.sweep();
        on.runQueued();
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP VERIFYING");
        on.host.failWith(null);
        on.flow.watch().queueOpenCycles();
        on.goOn(Duration.ofSeconds(1));
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .contains("ESCALATED not all of its processes could be ended");
    }

    private void closesOnceItIsWell() {
        on.host.put(session("pts/1", 101));
        on.sweep();
        assertThat(on.recorded()).contains("INCIDENT_CLOSED RECOVERED");
        assertThat(on.book.size()).isZero();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereItsCycleEndsAsSoonAsItIsOpen() {
        after("open");
        on.host.put(SICK);
        once.set(() -> on.flow.interventions().keep(ANN, "i-1", "mine"));
        on.sweep();
        assertThat(on.ledger.openCycles()).isEmpty();
        closesOnceItIsWell();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereItsCycleEndsAsSoonAsItIsClaimed() {
        after("claim");
        queued();
        once.set(() -> on.flow.interventions().keep(ANN, "i-1", "mine"));
        on.runQueued();
        assertThat(on.ledger.openCycles()).isEmpty();
        closesOnceItIsWell();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereItsCycleEndsWhileToCarryItOnFails() {
        after("claim", "history");
        queued();
        once.set(() -> {
            on.flow.interventions().keep(ANN, "i-1", "mine");
            once.set(() -> {
                throw new IllegalStateException("a fault of the warden");
            });
        });
        assertThatThrownBy(on::runQueued).hasMessage("a fault of the warden");
        assertThat(on.ledger.openCycles()).isEmpty();
        closesOnceItIsWell();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereTheCycleThatIsOpenBelongsToAnother() {
        var other = new NewCycle("i-77", SICK, Caller.WATCHDOG, new TreeMap<>(), on.clock.instant(), null, null);
        on.ledger.open(other, List.of(), List.of());
        on.host.put(SICK);
        on.sweep();
        assertThat(on.ledger.openCycles()).extracting(Cycle::incident).containsExactly("i-77");
        closesOnceItIsWell();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereItsCycleCouldNotBeOpened() {
        after("history");
        on.host.put(SICK);
        once.set(() -> on.trail.breakWith(new IllegalStateException("no room left on the disk")));
        assertThatThrownBy(on::sweep).hasMessage("no room left on the disk");
        on.trail.breakWith(null);
        closesOnceItIsWell();
    }

    @Test
    void anIncidentIsTheSweepsAgainWhereALimitLeavesItsCycleUnopened() {
        on.policy.serverRunningLimit(0);
        on.host.put(SICK);
        on.sweep();
        assertThat(on.ledger.openCycles()).isEmpty();
        closesOnceItIsWell();
    }

    @Test
    void aRungThatMayTakeLongIsGivenItsTimeAfterARestartToo() {
        on.policy.ladder(new Ladder(List.of(new Step(Rung.RESET, Duration.ofMinutes(20)))));
        on.host.onAct(() -> on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs")));
        on.host.put(SICK);
        on.sweep();
        on.runQueued();
        on.goOnWithoutRunning(Duration.ofMinutes(8));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.recorded())
                .as("it waits")
                .contains("CYCLE_STEP VERIFYING")
                .doesNotContain("CYCLE_STEP ESCALATED");
        assertThat(on.given.get(0)).isEqualTo(Duration.ofMinutes(20));
        assertThat(on.given.get(1)).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
        on.goOnWithoutRunning(Duration.ofMinutes(18));
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.recorded()).contains("CYCLE_STEP ESCALATED");
        assertThat(on.given).last().isEqualTo(Ladder.RESET.steps().get(0).time());
    }

    @Test
    void aClockThatIsFarBehindAfterARestartLengthensNoGrace() {
        on.clock.advance(Duration.ofDays(10));
        var ladder = new Ladder(
                List.of(new Step(Rung.WARN, Duration.ofMinutes(5)), new Step(Rung.RESET, Duration.ofMinutes(20))));
        on.policy.ladder(ladder);
        queued();
        on.runQueued();
        assertThat(on.recorded()).last().isEqualTo("CYCLE_STEP WARNED");

        var restarted =
                new FlowOnFakes(Parts.of(Mode.ENFORCE).ledger(own -> on.ledger).on(on.host));
        restarted.policy.ladder(ladder);
        restarted.flow.reset().run("c-1");
        restarted.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        restarted.flow.reset().run("c-1");
        assertThat(on.recorded()).last().as("it waits").isEqualTo("CYCLE_STEP WARNED");
        restarted.clock.advance(Duration.ofSeconds(1));
        restarted.flow.reset().run("c-1");
        assertThat(on.recorded()).contains("CYCLE_STEP RESETTING");
    }

    @Test
    void aClockThatIsFarBehindAfterARestartMakesNoCycleWaitLonger() {
        on.clock.advance(Duration.ofDays(10));
        on.policy.ladder(new Ladder(List.of(new Step(Rung.RESET, Duration.ofMinutes(20)))));
        on.host.onAct(() -> on.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs")));
        queued();
        on.runQueued();

        var restarted = new FlowOnFakes(Parts.of(Mode.ENFORCE).ledger(own -> on.ledger));
        restarted.host.failWith(new HostException(Fault.NOT_ANSWERING, "hangs"));
        restarted.flow.reset().run("c-1");
        assertThat(restarted.given).containsExactly(Duration.ofMinutes(20));
        restarted.clock.advance(Duration.ofMinutes(25));
        restarted.flow.reset().run("c-1");
        assertThat(on.recorded()).last().as("it waits").isEqualTo("CYCLE_STEP VERIFYING");
        restarted.clock.advance(Duration.ofSeconds(1));
        restarted.flow.reset().run("c-1");
        assertThat(on.recorded()).endsWith("CYCLE_STEP ESCALATED", "INCIDENT_CLOSED NOT_HEALED");
    }

    @Test
    void whereTheLadderChangesAfterTheEvidenceWasKeptNothingIsDone() {
        after("advance");
        queued();
        once.set(() -> {
            on.clock.advance(Duration.ofSeconds(31));
            on.policy.ladder(new Ladder(List.of(
                    new Ladder.Step(Rung.WARN, Duration.ofSeconds(20)),
                    new Ladder.Step(Rung.RESET, Duration.ofSeconds(20)))));
        });
        on.runQueued();
        assertThat(on.host.warnings()).isEmpty();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .last()
                .isEqualTo("WITHDRAWN its ladder was changed meanwhile");
    }

    @Test
    void whereTheLadderHasNoRungAnyMoreAfterTheEvidenceWasKeptNothingIsDone() {
        after("advance");
        queued();
        once.set(() -> {
            on.clock.advance(Duration.ofSeconds(31));
            on.policy.ladder(new Ladder(List.of(new Ladder.Step(Rung.HUMAN, Duration.ZERO))));
        });
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("message")))
                .last()
                .isEqualTo("WITHDRAWN its ladder was changed meanwhile");
    }

    @Test
    void whatWasApprovedBeforeItCouldBeRejectedIsNotToldAsWithdrawn() {
        after("openCycles");
        on.policy.say(Effect.ASK);
        on.host.put(SICK);
        var answer = on.flow.operations().reset(ANN, SICK);
        once.set(() -> steps(CycleState.PERMITTED));
        assertThat(on.flow.interventions().reject(FlowOnFakes.caller("bob", 1004), answer.incident()))
                .isEqualTo(new Word.Nothing("somebody else was quicker"));
    }
}
