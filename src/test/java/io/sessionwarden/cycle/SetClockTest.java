package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody sets the machine's clock: what is counted in seconds goes on as if nobody had. */
class SetClockTest {

    private final FlowOnFakes on = new FlowOnFakes(Mode.OBSERVE);

    private void setTheClock(Duration by) {
        on.clock.set(on.clock.instant().plus(by));
    }

    @Test
    void anIllnessHasNotLastedLongerBecauseTheClockWasSetForward() {
        on.host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        on.sweep();
        setTheClock(Duration.ofHours(3));
        on.sweep();
        var incident = on.flow.operations().findIncident("i-1").orElseThrow();
        assertThat(incident.lasted()).isEqualTo(Duration.ofMillis(500));
        assertThat(on.trail.events(EventType.CLOCK_SET))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.detail("byMillis")).isEqualTo("10800000"));
    }

    @Test
    void aGraceIsNoShorterBecauseTheClockWasSetForward() {
        var enforcing = new FlowOnFakes(Mode.ENFORCE);
        enforcing.policy.ladder(new Ladder(List.of(
                new Ladder.Step(Rung.WARN, Duration.ofMinutes(2)),
                new Ladder.Step(Rung.RESET, Duration.ofSeconds(15)),
                new Ladder.Step(Rung.HUMAN, Duration.ZERO))));
        enforcing.host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        enforcing.sweep();
        enforcing.runQueued();
        assertThat(enforcing.host.warnings()).hasSize(1);
        enforcing.clock.set(enforcing.clock.instant().plus(Duration.ofHours(3)));
        for (int i = 0; i < 23; i++) {
            enforcing.clock.advance(Duration.ofSeconds(4).plusMillis(500));
            enforcing.sweep();
            enforcing.flow.watch().queueOpenCycles();
            enforcing.runQueued();
        }
        assertThat(enforcing.host.resets()).as("115 s later").isEmpty();
        enforcing.clock.advance(Duration.ofSeconds(6));
        enforcing.flow.watch().queueOpenCycles();
        enforcing.runQueued();
        assertThat(enforcing.host.resets()).hasSize(1);
        assertThat(enforcing.host.warnings()).hasSize(1);
    }

    @Test
    void aStepThatCouldNotBeWrittenDownIsNoticedAgain() {
        on.sweep();
        setTheClock(Duration.ofHours(3));
        on.trail.breakWith(new IllegalStateException("no room left on the disk"));
        assertThatThrownBy(on::sweep).hasMessage("no room left on the disk");
        on.trail.breakWith(null);
        on.sweep();
        on.sweep();
        assertThat(on.trail.events(EventType.CLOCK_SET)).hasSize(1);
    }

    @Test
    void thePolicyIsAskedAgainThoughTheClockWasSetBack() {
        on.policy.say(Effect.DENY);
        on.host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        on.sweep();
        setTheClock(Duration.ofHours(-3));
        on.sweep();
        assertThat(on.policy.asked()).hasSize(1);
        on.clock.advance(Duration.ofSeconds(5));
        on.sweep();
        assertThat(on.policy.asked()).hasSize(2);
        assertThat(on.policy.asked().get(1).incident().lasted()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aClockThatIsCorrectedGentlyWasNotSet() {
        on.sweep();
        setTheClock(Duration.ofMillis(300));
        on.sweep();
        assertThat(on.recorded()).isEmpty();
    }

    @Test
    void anOpenIncidentIsShownAndWrittenAsItStands() {
        on.policy.say(Effect.DENY);
        on.host.put(with(session("pts/1", 101), "ill", "STOPPED"));
        for (int i = 0; i < 13; i++) {
            on.sweep();
        }
        var shown = on.flow.operations().latestIncidents(IncidentFilter.ALL, 1).get(0);
        assertThat(shown.observations()).isEqualTo(13);
        assertThat(shown.lasted()).isEqualTo(Duration.ofSeconds(6));
        assertThat(on.ledger.findIncident("i-1").orElseThrow().lasted()).isEqualTo(Duration.ofSeconds(5));
        assertThat(on.recorded()).containsExactly("INCIDENT_OPENED STOPPED", "DECISION deny");
    }
}
