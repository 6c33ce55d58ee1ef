package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Puts a policy's own scenarios to it. */
public final class ScenarioRun {

    private ScenarioRun() {}

    /**
     * How the policy's scenarios come out. Changes nothing; may be called by any thread.
     *
     * @throws PolicyException where a file of scenarios cannot be read, with everything that is wrong
     */
    public static ScenarioReport of(OpenPolicy policy) throws PolicyException {
        var scenarios = ScenarioReader.read(policy);
        var results = new ArrayList<ScenarioResult>();
        var withTables = new HashMap<Map<String, String>, OpenPolicy>();
        for (var scenario : scenarios) {
            var asked = withTables.get(scenario.tables());
            if (asked == null) {
                asked = scenario.tables().isEmpty() ? policy : policy.withTables(scenario.tables());
                withTables.put(scenario.tables(), asked);
            }
            var question = scenario.question();
            var decision = asked.judge(question, scenario.changed(asked.complete(question)));
            results.add(
                    new ScenarioResult(scenario, decision, scenario.expected().differences(decision, question.at())));
        }
        var facts = results.stream()
                .map(ScenarioResult::decision)
                .map(Decision::request)
                .toList();
        return new ScenarioReport(policy.revision(), results, Coverage.of(policy.rules(), facts));
    }
}
