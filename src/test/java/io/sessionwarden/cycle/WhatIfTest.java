package io.sessionwarden.cycle;

import static io.sessionwarden.cycle.FlowOnFakes.caller;
import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the policy would be asked about a live session. */
class WhatIfTest {

    private final Session healthy = session("pts/1", 101);
    private final Session sick = with(healthy, "ill", "STOPPED");
    private final FlowOnFakes on = new FlowOnFakes(Mode.OBSERVE);

    WhatIfTest() {
        on.policy.say(Effect.DENY);
    }

    private Question last() {
        return on.policy.asked().get(on.policy.asked().size() - 1);
    }

    @Test
    void itIsWhatTheNextSweepAsks() {
        on.host.put(sick);
        on.sweep();
        on.policy.revision("r2");
        on.clock.advance(Duration.ofMillis(500));
        var supposed = on.flow.whatIf().ask(Caller.WATCHDOG, sick);
        on.flow.watch().sweep(sick.server());

        assertThat(supposed.question()).isEqualTo(last());
        assertThat(supposed.question().incident().observations()).isEqualTo(2);
        assertThat(supposed.seen()).isEqualTo("STOPPED: seen");
        assertThat(supposed.mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void anIllnessThatNoSweepHasSeenYetCounts() {
        on.host.put(sick);
        var incident = on.flow.whatIf().ask(Caller.WATCHDOG, sick).question().incident();
        on.sweep();

        assertThat(incident.symptom()).isEqualTo(last().incident().symptom());
        assertThat(incident.observations()).isEqualTo(1);
    }

    @Test
    void aSessionThatHasRecoveredIsNotSick() {
        on.host.put(sick);
        on.sweep();
        on.host.put(healthy);
        var supposed = on.flow.whatIf().ask(Caller.WATCHDOG, healthy);

        assertThat(supposed.question().incident().ofSickSession()).isFalse();
        assertThat(supposed.seen()).isEqualTo("nothing is wrong with it");
    }

    @Test
    void itIsWhatAPersonAsks() {
        on.host.put(healthy).put(session("pts/2", 102));
        var bob = caller("bob", 1002);
        var supposed = on.flow.whatIf().ask(bob, healthy).question();
        on.flow.operations().reset(bob, healthy);

        assertThat(supposed)
                .usingRecursiveComparison()
                .ignoringFields("incident.id")
                .isEqualTo(last());
        assertThat(supposed.history().sessionsOfLogonName()).isEqualTo(2);
    }

    @Test
    void aPersonAsksAboutTheIncidentThatIsOpen() {
        on.host.put(sick);
        on.sweep();
        var supposed = on.flow.whatIf().ask(caller("bob", 1002), sick);

        assertThat(supposed.question().incident()).isEqualTo(on.book.of(sick).orElseThrow());
        assertThat(supposed.seen()).isEqualTo("STOPPED: seen");
    }

    @Test
    void nothingIsChangedByIt() {
        on.host.put(sick).put(session("pts/2", 102));
        on.sweep();
        var before = on.book.of(sick);
        var recorded = on.recorded();
        int asked = on.policy.asked().size();

        on.host.put(with(sick, "ill", "DOWN"));
        on.flow.whatIf().ask(Caller.WATCHDOG, with(sick, "ill", "DOWN"));
        on.flow.whatIf().ask(caller("bob", 1002), session("pts/2", 102));

        assertThat(on.book.of(sick)).isEqualTo(before);
        assertThat(on.book.size()).isEqualTo(1);
        assertThat(on.recorded()).isEqualTo(recorded);
        assertThat(on.policy.asked()).hasSize(asked);
        assertThat(on.ledger.openIncidents()).extracting(Incident::id).containsExactly("i-1");
        assertThat(on.ledger.nextIncidentId()).isEqualTo("i-2");
        assertThat(on.ledger.openCycles()).isEmpty();
    }
}
