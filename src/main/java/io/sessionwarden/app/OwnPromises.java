package io.sessionwarden.app;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.guarantee.Counterexample;
import io.sessionwarden.policy.guarantee.Guarantee;
import io.sessionwarden.policy.guarantee.GuaranteeRun;
import io.sessionwarden.policy.scenario.Scenario;
import io.sessionwarden.policy.scenario.ScenarioResult;
import io.sessionwarden.policy.scenario.ScenarioRun;
import java.util.List;
import java.util.stream.Stream;

/** What an edit of the policy promises itself, which must hold before it may come into force: its scenarios and guarantees. */
final class OwnPromises {

    private OwnPromises() {}

    /** The scenarios that do not pass and the guarantees that do not hold, or what is wrong with their files; else empty. */
    static List<PolicyProblem> broken(OpenPolicy policy) {
        return Stream.concat(failed(policy).stream(), notHeld(policy).stream()).toList();
    }

    private static List<PolicyProblem> notHeld(OpenPolicy policy) {
        try {
            return GuaranteeRun.trials(policy).stream()
                    .flatMap(trial -> trial.broken().stream().map(by -> problem(trial.guarantee(), by)))
                    .toList();
        } catch (PolicyException e) {
            return e.problems();
        }
    }

    private static PolicyProblem problem(Guarantee guarantee, Counterexample by) {
        return new PolicyProblem(
                guarantee.file(),
                guarantee.line(),
                0,
                "the guarantee '" + guarantee.title() + "' does not hold: " + by);
    }

    private static List<PolicyProblem> failed(OpenPolicy policy) {
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
