package io.sessionwarden.app;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.scenario.Scenario;
import io.sessionwarden.policy.scenario.ScenarioResult;
import io.sessionwarden.policy.scenario.ScenarioRun;
import java.util.List;

/** What an edit of the policy promises itself, which must hold before it may come into force: its scenarios. Pure. */
final class OwnPromises {

    private OwnPromises() {}

    /** The scenarios that do not pass, or what is wrong with their files; empty where all pass. */
    static List<PolicyProblem> broken(OpenPolicy policy) {
        try {
            return ScenarioRun.of(policy).failed().stream()
                    .map(OwnPromises::problem)
                    .toList();
        } catch (PolicyException e) {
            return e.problems();
        }
    }

    private static PolicyProblem problem(ScenarioResult failed) {
        Scenario scenario = failed.scenario();
        return new PolicyProblem(
                scenario.file(),
                scenario.line(),
                0,
                "the scenario '" + scenario.title() + "' fails: " + String.join("; ", failed.differences()));
    }
}
