package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.FlowOnFakes.Parts;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A warden that is in no state to judge begins nothing automatic, says so once, and looks afresh before it goes on. */
class VantageTest {

    private static final Session WELL = session("pts/1", 101);
    private static final Session SICK = with(WELL, "ill", "STOPPED");
    private static final Caller ANN = FlowOnFakes.caller("ann", 1003);

    private final FlowOnFakes on = new FlowOnFakes(Mode.ENFORCE);

    private void sweepAndRun() {
        on.sweep();
        on.runQueued();
    }

    private String whyNot() {
        return on.flow.operations().whyNot(on.ledger.openIncidents().get(0));
    }

    @Test
    void oneThatGetsToRunJudges() {
        for (int i = 0; i < 10; i++) {
            on.flow.watch().pulse();
            on.clock.advance(Duration.ofSeconds(1));
        }
        on.host.put(SICK);
        sweepAndRun();
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.trail.events(EventType.WARDEN_UNFIT)).isEmpty();
    }

    @Test
    void oneThatDidNotGetToRunDoesNotUntilItHasDoneSoForAWhile() {
        on.flow.watch().pulse();
        on.clock.advance(Vantage.LONGEST_FAINT.plusSeconds(1));
        on.host.put(SICK);
        sweepAndRun();
        assertThat(on.host.resets()).isEmpty();
        assertThat(whyNot()).isEqualTo("deny: the warden itself did not get to run for 6 s");
        for (int i = 0; i < 18; i++) {
            on.flow.watch().pulse();
            on.clock.advance(Duration.ofSeconds(1));
            sweepAndRun();
        }
        assertThat(on.host.resets()).as("not before 30 s are over").isEmpty();
        for (int i = 0; i < 5; i++) {
            on.flow.watch().pulse();
            on.clock.advance(Duration.ofSeconds(1));
            sweepAndRun();
        }
        assertThat(on.host.resets()).hasSize(1);
        assertThat(on.recorded()).containsOnlyOnce("WARDEN_UNFIT unfit").containsOnlyOnce("WARDEN_FIT fit");
    }

    @Test
    void whatRecoveredMeanwhileIsNotTouchedAfterwards() {
        on.flow.watch().pulse();
        on.clock.advance(Duration.ofMinutes(1));
        on.host.put(SICK);
        sweepAndRun();
        on.flow.watch().pulse();
        on.host.put(WELL);
        on.clock.advance(Duration.ofSeconds(4));
        on.flow.watch().pulse();
        sweepAndRun();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.ledger.openIncidents()).isEmpty();
    }

    @Test
    void whatWasPermittedBeforeIsWithdrawnAtTheSecondLook() {
        on.flow.watch().pulse();
        on.host.put(SICK);
        on.sweep();
        assertThat(on.queued).hasSize(1);
        on.clock.advance(Duration.ofMinutes(1));
        on.runQueued();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.recorded()).contains("CYCLE_STEP WITHDRAWN");
    }

    @Test
    void aPersonIsNotHeld() {
        on.flow.watch().pulse();
        on.clock.advance(Duration.ofMinutes(1));
        on.host.put(SICK);
        assertThat(on.resetNow(ANN, SICK).cycle())
                .isNotNull()
                .extracting(Cycle::state)
                .isEqualTo(CycleState.HEALED);
    }

    @Test
    void oneAlarmForAllSessions() {
        on.flow.watch().pulse();
        on.clock.advance(Duration.ofMinutes(1));
        for (int i = 1; i < 6; i++) {
            on.host.put(with(session("pts/" + i, 100 + i), "ill", "STOPPED"));
        }
        sweepAndRun();
        sweepAndRun();
        assertThat(on.trail.events(EventType.WARDEN_UNFIT)).hasSize(1);
        assertThat(on.recorded(event -> event.outcome() + " " + event.detail("rule")))
                .filteredOn(line -> line.equals("deny held: the warden cannot judge"))
                .as("a plain reason for each")
                .hasSize(5);
    }

    @Test
    void whileItsRecordsCannotBeWrittenItWaits() {
        on.trail.breakWith(new IllegalStateException("no room left on the disk"));
        on.host.put(SICK);
        assertThatThrownBy(on::sweep).hasMessage("no room left on the disk");
        on.trail.breakWith(null);
        sweepAndRun();
        assertThat(on.host.resets()).isEmpty();
        assertThat(on.flow.operations().status().unfit()).contains("no room left on the disk");
        on.clock.advance(Vantage.COOLDOWN);
        sweepAndRun();
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void aServerThatIsSlowIsNotStuck() {
        on.host.onList(() -> on.clock.advance(FlowOnFakes.TIMEOUT.dividedBy(2).plusMillis(1)));
        on.host.put(SICK);
        sweepAndRun();
        assertThat(on.host.resets()).isEmpty();
        assertThat(whyNot()).startsWith("deny: " + SICK.server() + " took 1.001 s to list its sessions");

        on.host.onList(() -> on.clock.advance(FlowOnFakes.TIMEOUT.dividedBy(4)));
        on.clock.advance(Duration.ofSeconds(5));
        sweepAndRun();
        assertThat(on.host.resets()).hasSize(1);
    }

    @Test
    void whatBecomesOfItIsToldInTheOrderInWhichItBecameSo() throws InterruptedException {
        var two = new FlowOnFakes(Parts.of(Mode.ENFORCE).beside("other", new FakeSessionHost()));
        two.host.put(SICK);
        two.trail.breakWith(new IllegalStateException("no room left on the disk"));
        assertThatThrownBy(two::sweep).hasMessage("no room left on the disk");
        two.trail.breakWith(null);
        var another = new Thread(() -> two.sweep("other"));
        two.trail.before(event -> {
            if (event.type() == EventType.WARDEN_UNFIT) {
                two.clock.advance(Vantage.COOLDOWN);
                another.start();
                Await.until(
                        "the other sweep has told, or waits",
                        () -> EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED)
                                .contains(another.getState()));
            }
        });
        two.sweep();
        another.join();
        assertThat(two.recorded())
                .filteredOn(line -> line.startsWith("WARDEN"))
                .containsExactly("WARDEN_UNFIT unfit", "WARDEN_FIT fit");
    }
}
