package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import org.junit.jupiter.api.Test;

/** What could not be written is not forgotten: it is written as soon as that can be done again, with its true times. */
class BrokenLedgerTest {

    private final Session sick = with(session("pts/1", 101), "ill", "STOPPED");

    private static void failing(FlowOnFakes on) {
        on.trail.breakWith(new IllegalStateException("no room left on the disk"));
        assertThatThrownBy(on::sweep).hasMessage("no room left on the disk");
        on.trail.breakWith(null);
    }

    @Test
    void anIncidentIsOpenedWithItsTrueOnset() {
        var on = new FlowOnFakes(Mode.OBSERVE);
        on.host.put(sick);
        failing(on);
        var onset = on.clock.instant();
        on.sweep();
        assertThat(on.recorded()).containsExactly("INCIDENT_OPENED STOPPED", "WARDEN_UNFIT unfit", "DECISION deny");
        assertThat(on.trail.events(EventType.INCIDENT_OPENED).get(0).detail("onset"))
                .isEqualTo(onset.toString());
    }

    @Test
    void anIncidentThatCameAndWentIsToldWhole() {
        var on = new FlowOnFakes(Mode.OBSERVE);
        on.host.put(sick);
        failing(on);
        on.host.put(session("pts/1", 101));
        failing(on);
        on.sweep();
        on.sweep();
        assertThat(on.recorded())
                .containsExactly("INCIDENT_OPENED STOPPED", "INCIDENT_CLOSED RECOVERED", "WARDEN_UNFIT unfit");
        assertThat(on.ledger.openIncidents()).isEmpty();
    }

    @Test
    void anAnswerThatCouldNotBeRecordedIsStillNews() {
        var on = new FlowOnFakes(Mode.OBSERVE);
        on.host.put(sick);
        on.sweep();
        on.policy.say(Effect.DENY);
        on.policy.revision("r2");
        failing(on);
        on.sweep();
        assertThat(on.recorded()).endsWith("DECISION permit", "WARDEN_UNFIT unfit", "DECISION deny");
    }

    @Test
    void aPermitThatCouldNotBeRecordedIsGivenAgainOnceRecordsHaveBeenKeptForAWhile() {
        var on = new FlowOnFakes(Mode.ENFORCE);
        on.policy.say(Effect.DENY);
        on.host.put(sick);
        on.sweep();
        on.policy.say(Effect.PERMIT);
        on.policy.revision("r2");
        failing(on);
        on.sweep();
        assertThat(on.queued).isEmpty();
        assertThat(on.flow.operations().whyNot(on.ledger.openIncidents().get(0)))
                .isEqualTo("deny: the warden's own work failed (no room left on the disk)");
        on.clock.advance(Vantage.COOLDOWN);
        on.sweep();
        assertThat(on.queued).hasSize(1);
        assertThat(on.recorded()).endsWith("WARDEN_FIT fit", "DECISION permit");
    }

    @Test
    void anEndThatCouldNotBeRecordedIsRecordedWhenTheCycleIsTakenUpAgain() {
        var on = new FlowOnFakes(Mode.ENFORCE);
        on.host.put(sick);
        on.sweep();
        on.host.put(session("pts/1", 101));
        on.trail.breakWith(new IllegalStateException("no room left on the disk"));
        assertThatThrownBy(on::runQueued).hasMessage("no room left on the disk");
        on.trail.breakWith(null);
        on.flow.watch().queueOpenCycles();
        on.runQueued();
        assertThat(on.recorded()).endsWith("CYCLE_STEP WITHDRAWN", "INCIDENT_CLOSED RECOVERED");
        assertThat(on.book.size()).isZero();
    }
}
