package io.sessionwarden.policy.scenario;

import java.util.List;

/**
 * How all scenarios of a policy came out.
 *
 * @param revision the policy's revision
 * @param results one for each scenario, in the order of files and lines
 * @param coverage what they leave untried
 */
public record ScenarioReport(String revision, List<ScenarioResult> results, Coverage coverage) {

    public ScenarioReport {
        results = List.copyOf(results);
    }

    public List<ScenarioResult> failed() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    public boolean passed() {
        return failed().isEmpty();
    }
}
