package io.sessionwarden.cycle;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.fake.FakeSessionHost;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people are told when they ask, and when they have said something. */
class DesksTest {

    private static final Caller ANN = FlowOnFakes.caller("ann", 1003);
    private static final Session ONE = with(session("pts/1", 101), "ill", "STOPPED");
    private static final Session TWO = with(session("pts/2", 102), "ill", "STOPPED");

    private final FakeSessionHost otherHost = new FakeSessionHost();
    private final FlowOnFakes on =
            new FlowOnFakes(FlowOnFakes.Parts.of(Mode.ENFORCE).beside("other", otherHost));

    private Operations asks() {
        return on.flow.operations();
    }

    private Interventions says() {
        return on.flow.interventions();
    }

    @Test
    void theServersAreToldInTheirOrder() {
        assertThat(asks().servers()).containsExactly("local", "other");
    }

    @Test
    void thePolicySaysWhoMaySeeASessionAndWhoMaySaySomething() {
        assertThat(asks().mayQuery(ANN, ONE)).isTrue();
        on.policy.keepEverybodyToTheirOwn();
        assertThat(asks().mayQuery(ANN, ONE)).isFalse();
        assertThat(asks().may(ANN, Privilege.OPERATE, "local")).isFalse();
        on.policy.give("ann", Privilege.OPERATE, "local");
        assertThat(asks().may(ANN, Privilege.OPERATE, "local")).isTrue();
    }

    @Test
    void theStatusTellsHowEachServerIsAndWhatGoesOn() {
        on.host.put(ONE);
        on.policy.say(Effect.ASK);
        on.sweep();
        on.runQueued();
        on.sweep("other");
        var status = asks().status();
        assertThat(status.servers())
                .extracting(server -> server.name() + " " + server.mode() + " " + server.sessions())
                .containsExactly("local ENFORCE 1", "other ENFORCE 0");
        assertThat(status.openIncidents()).isOne();
        assertThat(status.openCycles()).isOne();
        assertThat(status.waiting()).containsExactly("i-1");
        assertThat(status.holds()).isEmpty();
        assertThat(asks().openIncidents()).extracting(Incident::id).containsExactly("i-1");
    }

    @Test
    void aPauseThatIsOverIsNotInTheStatusAnyMore() {
        says().pause(ANN, "local", "lunch", Duration.ofMinutes(1));
        assertThat(asks().status().holds()).hasSize(1);
        on.clock.advance(Duration.ofMinutes(1));
        assertThat(asks().status().holds()).isEmpty();
    }

    @Test
    void aPauseTellsHowManyResetsItWithdraws() {
        assertThat(says().pause(ANN, Hold.EVERYWHERE, "a", null))
                .isEqualTo(new Word.Taken("nothing automatic is begun"));
        says().resume(ANN, Hold.EVERYWHERE);
        on.host.put(ONE);
        on.sweep();
        assertThat(says().pause(ANN, "local", "b", null))
                .isEqualTo(new Word.Taken("nothing automatic is begun; a reset that was queued is withdrawn"));
        says().resume(ANN, "local");
        on.host.put(TWO);
        on.goOnWithoutRunning(Duration.ofMinutes(1));
        assertThat(says().pause(ANN, Hold.EVERYWHERE, "c", null))
                .isEqualTo(new Word.Taken("nothing automatic is begun; 2 resets that were queued are withdrawn"));
    }

    @Test
    void aPauseOfOneServerLeavesWhatIsQueuedElsewhereAlone() {
        on.host.put(ONE);
        on.sweep();
        assertThat(says().pause(ANN, "other", "b", null)).isEqualTo(new Word.Taken("nothing automatic is begun"));
        assertThat(on.ledger.openCycles()).hasSize(1);
    }

    @Test
    void keepingOneIncidentLeavesTheOtherAlone() {
        on.host.put(ONE);
        on.host.put(TWO);
        on.sweep();
        assertThat(says().keep(ANN, "i-1", "mine"))
                .isEqualTo(new Word.Taken("nothing automatic is done about it as long as it lasts; a reset that was"
                        + " queued is withdrawn"));
        var other = on.ledger.findIncident("i-2").orElseThrow().session();
        on.runQueued();
        on.goOn(Duration.ofMinutes(1));
        assertThat(on.host.resets()).containsExactly(other);
    }

    @Test
    void onlyWhatWaitsIsApprovedOrRejected() {
        on.host.put(ONE);
        on.host.put(TWO);
        on.policy.say(Effect.ASK);
        on.sweep();
        assertThat(says().reject(ANN, "i-2")).isInstanceOf(Word.Taken.class);
        assertThat(says().approve(ANN, "i-2")).isEqualTo(new Word.Nothing("nothing of i-2 waits for approval"));
        assertThat(on.ledger.openCycles()).extracting(Cycle::incident).containsExactly("i-1");
        assertThat(says().approve(ANN, "i-1")).isInstanceOf(Word.Taken.class);
    }

    @Test
    void eachWordIsRecordedWithThePersonAndWhatItIsAbout() {
        on.host.put(ONE);
        on.sweep();
        says().note(ANN, "i-1", "saw it too");
        says().pause(ANN, Sessions.SERVER, "lunch", Duration.ofMinutes(30));
        assertThat(on.trail.events(EventType.NOTED)).singleElement().satisfies(event -> {
            assertThat(event.who()).isEqualTo(ANN.who());
            assertThat(event.session()).isEqualTo(ONE.identity().canonical());
            assertThat(event.detail("message")).isEqualTo("saw it too");
        });
        assertThat(on.trail.events(EventType.PAUSED))
                .singleElement()
                .extracting(AuditEvent::details)
                .satisfies(details -> assertThat(details)
                        .containsEntry("subject", Sessions.SERVER)
                        .containsEntry("lasts", "1800 s"));
        assertThat(says().note(ANN, "i-9", "x")).isEqualTo(new Word.Nothing("there is no incident i-9"));
    }

    @Test
    void anAnswerTellsWhatWasDoneOfThisCycleOnly() {
        on.host.put(session("pts/1", 101));
        on.host.onReset(old -> session("pts/1", 103), true);
        var answer = on.resetNow(ANN, session("pts/1", 101));
        assertThat(answer.told())
                .contains("closed", "reopened as id 103 (pts/1)")
                .doesNotContain("");
        var second = on.resetNow(ANN, session("pts/1", 103));
        assertThat(second.told()).noneMatch(line -> line.contains("103 ("));
    }
}
