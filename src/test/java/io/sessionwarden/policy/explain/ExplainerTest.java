package io.sessionwarden.policy.explain;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why the shipped policy decides as it does. */
class ExplainerTest {

    private OpenPolicy policy;

    @BeforeEach
    void openTheShippedRules() throws Exception {
        policy = DroolsResetPolicy.open(List.of(Path.of("rules")));
    }

    @Test
    void rulesThatSpokeAreToldWithTheValuesThatTheyMatched() {
        var explained =
                Explainer.explain(policy, about().by("ann", 1001).sittingThere().ask());
        assertThat(explained.decision().word()).isEqualTo("permit");
        assertThat(explained.spoke()).singleElement().satisfies(spoke -> {
            assertThat(spoke.rule().title()).isEqualTo("You can always reset the session that you sit in");
            assertThat(spoke.values()).isEqualTo(Map.of("automatic", "false", "ownership", "THIS_SESSION"));
        });
    }

    @Test
    void aRuleThatCouldHavePermittedIsToldWithTheFirstConditionThatFailed() {
        var explained = Explainer.explain(policy, about().by("bob", 1002).ask());
        assertThat(explained.decision().word()).isEqualTo("deny");
        assertThat(explained.silent())
                .filteredOn(silent -> silent.rule().title().startsWith("Whoever has the Reset permission"))
                .singleElement()
                .satisfies(silent -> {
                    assertThat(silent.condition()).isEqualTo("resetPermission");
                    assertThat(silent.values()).isEqualTo(Map.of("resetPermission", "false"));
                });
        assertThat(explained.silent())
                .filteredOn(silent -> silent.rule().title().startsWith("You can always reset the session"))
                .singleElement()
                .satisfies(silent -> assertThat(silent.values()).isEqualTo(Map.of("ownership", "NONE")));
    }

    @Test
    void theRowThatGaveAPermissionIsTold() throws Exception {
        var help = policy.withTables(
                Map.of("access.csv", "who,server,access\nann,*,query\nuid:1002,local,reset\nuid:1002,*,reset\n"));
        var explained = Explainer.explain(help, about().by("bob", 1002).ask());
        assertThat(explained.decision().word()).isEqualTo("permit");
        assertThat(explained.rows())
                .filteredOn(row -> row.file().endsWith("access.csv"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.line()).isEqualTo(3);
                    assertThat(row.gives()).isEqualTo(Map.of("resetPermission", "true"));
                });
    }

    @Test
    void theRowsOfTheThresholdAndTheLimitsAreTold() throws Exception {
        var tables = policy.withTables(Map.of(
                "thresholds.csv",
                "server,symptom,seconds,mode\n*,DEAD_LEADER,90,ask\nlocal,DEAD_LEADER,60,enforce\n*,DOWN,5,\n"));
        var explained =
                Explainer.explain(tables, about().sick(Symptom.DEAD_LEADER, 30).ask());
        assertThat(explained.rows())
                .filteredOn(row -> row.file().endsWith("thresholds.csv"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.text()).isEqualTo("local,DEAD_LEADER,60,enforce");
                    assertThat(row.gives()).containsEntry("thresholdSeconds", "60");
                });
        assertThat(explained.rows()).anySatisfy(row -> assertThat(row.gives()).containsKey("sessionLimitPerHour"));
    }
}
