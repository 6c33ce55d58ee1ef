package io.sessionwarden.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scenarios of the policy as it is shipped. */
class ShippedScenariosTest {

    @Test
    void theShippedPolicyAnswersItsScenarios() throws PolicyException {
        assertThat(report("rules").failed()).isEmpty();
    }

    @Test
    void theyTryEveryRuleAndEveryCondition() throws PolicyException {
        var coverage = report("rules").coverage();
        assertThat(coverage.neverFired()).isEmpty();
        assertThat(coverage.neverDecided()).isEmpty();
        assertThat(coverage.rules()).isGreaterThan(20);
    }

    @Test
    void theyHoldInPracticeToo() throws PolicyException {
        assertThat(report("rules", "src/main/dist/practice/rules").failed()).isEmpty();
    }

    private static ScenarioReport report(String... folders) throws PolicyException {
        return ScenarioRun.of(
                DroolsResetPolicy.open(List.of(folders).stream().map(Path::of).toList()));
    }
}
