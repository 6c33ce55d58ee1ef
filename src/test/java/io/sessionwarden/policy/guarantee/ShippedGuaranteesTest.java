package io.sessionwarden.policy.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guarantees of the policy as it is shipped. */
class ShippedGuaranteesTest {

    @Test
    void theShippedPolicyKeepsItsGuaranteesInEveryCombination() throws PolicyException {
        var report = GuaranteeRun.of(
                DroolsResetPolicy.open(List.of(Path.of("rules"))), Duration.ofMinutes(5), System::nanoTime);
        assertThat(report.trials()).hasSizeGreaterThan(10).allSatisfy(trial -> {
            assertThat(trial.broken()).as(trial.guarantee().title()).isEmpty();
            assertThat(trial.cut()).as(trial.guarantee().title()).isFalse();
        });
        assertThat(report.cut()).isFalse();
        assertThat(report.neverFire()).extracting(RuleView::title).isEmpty();
        assertThat(report.shadowed()).extracting(RuleView::title).isEmpty();
        assertThat(report.gap()).isEmpty();
    }
}
