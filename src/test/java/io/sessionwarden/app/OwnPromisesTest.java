package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit promises of itself. */
class OwnPromisesTest {

    private static final String SCENARIO =
            "scenarios: [{scenario: The console stays, given: {kind: CONSOLE}, then: %s}]";

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
}
