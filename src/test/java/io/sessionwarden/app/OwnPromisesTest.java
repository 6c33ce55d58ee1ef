package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.FakePolicyArchive;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.PolicyFolder.Look;
import io.sessionwarden.policy.PolicyInForce;
import io.sessionwarden.policy.replay.RecordedQuestions;
import io.sessionwarden.rollout.Judge;
import io.sessionwarden.rollout.Rollout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit promises of itself. */
class OwnPromisesTest {

    private static final String SCENARIO =
            "scenarios: [{scenario: The console stays, given: {kind: CONSOLE}, then: %s}]";

    private static final String NEVER_STOPPED =
            "guarantees: [{guarantee: What is stopped stays, when: 'automatic, symptom == STOPPED, resetsAllowedNow', never: permit}]";

    private static final String KEPT =
            "guarantees: [{guarantee: Protected stays, when: 'automatic, protectedAccount', never: permit}]";

    @TempDir
    Path temp;

    @Test
    void aScenarioThatPassesIsNoProblem() {
        var folder = PolicyFolders.shipped(temp).line("scenarios/mine.yaml", SCENARIO.formatted("deny"));
        assertThat(OwnPromises.broken(folder.open())).isEmpty();
    }

    @Test
    void aScenarioThatFailsIsToldWithItsPlaceAndItsName() {
        var folder = PolicyFolders.shipped(temp).line("scenarios/mine.yaml", SCENARIO.formatted("permit"));
        assertThat(OwnPromises.broken(folder.open()))
                .singleElement()
                .asString()
                .startsWith("rules/scenarios/mine.yaml:1: the scenario 'The console stays' fails: expected permit");
    }

    @Test
    void scenariosThatCannotBeReadAreAProblem() {
        var folder = PolicyFolders.shipped(temp).line("scenarios/mine.yaml", "scenarios: none");
        assertThat(OwnPromises.broken(folder.open()))
                .singleElement()
                .asString()
                .startsWith("rules/scenarios/mine.yaml:1:12: 'scenarios' should be a list");
    }

    @Test
    void aGuaranteeThatDoesNotHoldIsToldWithTheCaseThatBreaksIt() {
        var folder = PolicyFolders.shipped(temp).line("never.yaml", NEVER_STOPPED);
        assertThat(OwnPromises.broken(folder.open()))
                .singleElement()
                .asString()
                .isEqualTo(
                        "rules/never.yaml:1: the guarantee 'What is stopped stays' does not hold: permit by "
                                + "\"A session may be reset once it has been sick for as long as thresholds.csv says\" "
                                + "(rules/watchdog.drl:4) where automatic, symptom == STOPPED, thresholdSeconds == 0, resetsAllowedNow");
    }

    @Test
    void guaranteesThatCannotBeReadAreAProblem() {
        var folder = PolicyFolders.shipped(temp).line("never.yaml", NEVER_STOPPED.replace("STOPPED", "stopped-"));
        assertThat(OwnPromises.broken(folder.open())).singleElement().asString().startsWith("rules/never.yaml:1:");
    }

    @Test
    void anEditThatBreaksAGuaranteeIsRefusedAndSeenInStatusAndTrail() {
        var clock = new SettableClock();
        var trail = new RecordingAuditTrail(clock);
        var folder = PolicyFolders.shipped(temp).line("never.yaml", KEPT);
        var inForce = new PolicyInForce(folder.open());
        var before = inForce.revision();
        var judge = new Judge(List.of(OwnPromises::broken), RecordedQuestions.of(trail), clock);
        var rollout =
                new Rollout(inForce, Look.Nothing::new, new FakePolicyArchive(trail), judge, Edits.NONE_WAIT, clock);
        rollout.begin();

        folder.replace("watchdog.drl", "( automatic, protectedAccount )", "( automatic, protectedAccount, standing )");
        rollout.take(new Look.Edited(folder.open()));

        assertThat(inForce.revision()).isEqualTo(before);
        var told = "the guarantee 'Protected stays' does not hold: permit by ";
        assertThat(rollout.standing().error())
                .contains(told)
                .contains("where automatic, protectedAccount, symptom == ");
        assertThat(trail.events(EventType.POLICY_REFUSED))
                .singleElement()
                .satisfies(event -> assertThat(event.detail("error")).contains(told));
    }
}
