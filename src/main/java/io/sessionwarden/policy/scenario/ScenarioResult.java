package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.Decision;
import java.util.List;

/**
 * How one scenario came out.
 *
 * @param scenario the scenario
 * @param decision what the policy answered
 * @param differences what is otherwise than expected; empty where it passed
 */
public record ScenarioResult(Scenario scenario, Decision decision, List<String> differences) {

    public ScenarioResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
