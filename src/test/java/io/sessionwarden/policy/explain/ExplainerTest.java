package io.sessionwarden.policy.explain;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.policy.explain.Explanation.Row;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void headersAndCommentsOfATableHaveNoSay() throws Exception {
        var thresholds = policy.withTables(Map.of("thresholds.csv", """
                # A note of the people

                # and another
                server,symptom,seconds,mode
                *,DEAD_LEADER,90,ask
                *,DOWN,5,ask
                """));
        var sick = about().sick(Symptom.DEAD_LEADER, 30).ask();
        assertThat(rowsOf("thresholds.csv", Explainer.explain(thresholds, sick)))
                .extracting(row -> row.line() + ": " + row.text())
                .containsExactly("5: *,DEAD_LEADER,90,ask");
        var none = policy.withTables(Map.of("limits.csv", "# none yet\nserver,scope,limit"));
        assertThat(rowsOf("limits.csv", Explainer.explain(none, sick))).isEmpty();
    }

    @Test
    void eachRowIsToldWithWhatItAloneGives() throws Exception {
        var limits = policy.withTables(Map.of("limits.csv", "server,scope,limit\n*,session,2\n*,account,7\n"));
        var explained =
                Explainer.explain(limits, about().sick(Symptom.DEAD_LEADER, 30).ask());
        assertThat(rowsOf("limits.csv", explained))
                .extracting(row -> row.gives().toString())
                .containsExactly("{sessionLimitPerHour=2}", "{accountLimitPerHour=7}");
    }

    @Test
    void aConditionThatCannotBeEvaluatedDoesNotHold(@TempDir Path temp) {
        var dividing = PolicyFolders.withRules(temp, """
                rule "Divides"
                when
                    ResetRequest( automatic, 10 / recurrencesInDay > 1 )
                then
                    permit( "why" );
                end
                """).open();
        var explained = Explainer.explain(
                dividing, about().sick(Symptom.DEAD_LEADER, 30).ask());
        assertThat(explained.decision().word()).isEqualTo("indeterminate");
        assertThat(explained.spoke()).isEmpty();
        assertThat(explained.silent())
                .extracting(Explanation.Silent::condition)
                .containsExactly("10 / recurrencesInDay > 1");
    }

    private static List<Row> rowsOf(String table, Explanation explained) {
        return explained.rows().stream()
                .filter(row -> row.file().endsWith(table))
                .toList();
    }
}
