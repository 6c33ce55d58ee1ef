package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Symptom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of a policy from outside. */
class OpenPolicyTest {

    private static final String RULES = """
            rule "Long sick"
            when
                ResetRequest( automatic, symptom in (DOWN, DEAD_LEADER),
                    sickSeconds   >= 2 * thresholdSeconds || (idleSeconds > 60 && sessionName matches "pts/.*") )
            then
                defer( 20, "why" );
            end
            """;

    @TempDir
    Path temp;

    @Test
    void showsEachRuleWithItsConditionsInTheirOwnWords() {
        var rule = Folder.with(temp, RULES).open().rules().get(0);
        assertThat(rule.title()).isEqualTo("Long sick");
        assertThat(rule.place()).isEqualTo("rules/reset.drl:1");
        assertThat(rule.effect()).isEqualTo(Effect.DEFER);
        assertThat(rule.conditions())
                .extracting(ConditionView::text)
                .containsExactly(
                        "automatic",
                        "symptom in (DOWN, DEAD_LEADER)",
                        "sickSeconds >= 2 * thresholdSeconds || (idleSeconds > 60 && sessionName matches \"pts/.*\")");
    }

    @Test
    void tellsWhatAConditionComparesItsFieldsWith() {
        var condition =
                Folder.with(temp, RULES).open().rules().get(0).conditions().get(2);
        assertThat(condition.fields()).containsExactly("idleSeconds", "sessionName", "sickSeconds", "thresholdSeconds");
        assertThat(condition.constants())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "sickSeconds", Set.of(2L),
                        "thresholdSeconds", Set.of(2L),
                        "idleSeconds", Set.of(60L),
                        "sessionName", Set.of("pts/")));
        assertThat(condition.comparedWith()).containsEntry("sickSeconds", Set.of("thresholdSeconds"));
    }

    @Test
    void aConditionHoldsAsItDoesInItsRule() {
        var policy = Folder.shipped(temp).open();
        var dead = policy.complete(about().sick(Symptom.DEAD_LEADER, 60).ask());
        var rule = policy.rules().stream()
                .filter(one -> one.title().startsWith("A session may be reset once"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.applies(dead)).isTrue();
        assertThat(rule.applies(policy.complete(about().ask()))).isFalse();
    }

    @Test
    void otherTablesGiveOtherAnswersAndLeaveThePolicyAsItIs() throws PolicyException {
        var policy = Folder.shipped(temp).open();
        var question = about().sick(Symptom.DEAD_LEADER, 60).ask();
        var slow =
                policy.withTables(Map.of("thresholds.csv", "server,symptom,seconds,mode\n*,DEAD_LEADER,90,enforce\n"));
        assertThat(slow.decide(question).word()).isEqualTo("defer");
        assertThat(policy.decide(question).word()).isEqualTo("permit");
        assertThatThrownBy(() -> policy.withTables(Map.of("limit.csv", "")))
                .hasMessage("limit.csv: there is no such table; did you mean 'limits.csv'?");
        assertThatThrownBy(() -> policy.withTables(Map.of("servers.csv", "server,same-logon-name\nx,5.0\n")))
                .hasMessageStartingWith("servers.csv:2:2: column 'same-logon-name': '5.0' is not one of");
    }

    @Test
    void aChangedFactIsDecidedAsItIsGiven() {
        var policy = Folder.shipped(temp).open();
        var dead = about().sick(Symptom.DEAD_LEADER, 60).ask();
        assertThat(policy.judge(dead, policy.complete(about().ask())).word()).isEqualTo("deny");
        assertThat(policy.judge(dead, policy.complete(dead)).word()).isEqualTo("permit");
    }

    @Test
    void readsConditionsThatStandOutsideOfRules() throws PolicyException {
        var policy = Folder.shipped(temp).open();
        assertThat(policy.conditions("kind == CONSOLE,\n  !automatic"))
                .extracting(ConditionView::text)
                .containsExactly("kind == CONSOLE", "!automatic");
        assertThatThrownBy(() -> policy.conditions("automatic,\n sate == Active"))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        wrong -> assertThat(wrong.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.line()).isEqualTo(2);
                            assertThat(problem.column()).isEqualTo(2);
                            assertThat(problem.message()).isEqualTo("unknown field 'sate'; did you mean 'state'?");
                        }));
        assertThatThrownBy(() -> policy.conditions("automatic ; standing")).isInstanceOf(PolicyException.class);
    }

    @Test
    void tellsTheValuesThatTablesGive() {
        var values = Folder.shipped(temp).row("servers.csv", "old,4.0,").open().tableValues();
        assertThat(values.get("thresholdSeconds")).contains(5L, 60L, 3600L);
        assertThat(values.get("symptom")).contains("DEAD_LEADER");
        assertThat(values.get("sessionLimitPerHour")).containsExactly(3L);
        assertThat(values.get("runningLimit")).containsExactly(4L);
        assertThat(values.get("server")).containsExactly("old");
    }

    @Test
    void theValuesThatTablesGiveAreThoseOfTheirRowsAndNoMore() {
        var values = Facts.tables(Map.of(
                        "thresholds.csv", "server,symptom,seconds,mode,grace-seconds\ntill,DOWN,5,ask,7\n",
                        "limits.csv", "server,scope,limit\ndb1,session,3\n*,running,4\n",
                        "servers.csv", "server,same-logon-name\nold,4.0\n",
                        "time-limits.csv",
                                "server,account,idle-minutes,disconnected-minutes,mode\ndesk,*,1,2,ask\n*,ann,,3,\n"))
                .values();
        assertThat(values)
                .isEqualTo(Map.of(
                        "server", Set.of("till", "db1", "old", "desk"),
                        "symptom", Set.of("DOWN"),
                        "thresholdSeconds", Set.of(5L),
                        "thresholdMode", Set.of(Mode.ASK),
                        "graceSeconds", Set.of(7L),
                        "sessionLimitPerHour", Set.of(3L),
                        "runningLimit", Set.of(4L),
                        "idleLimitSeconds", Set.of(60L),
                        "disconnectedLimitSeconds", Set.of(120L, 180L)));
    }

    @Test
    void showsTheRowsOfItsTablesAsTheyStandThere() {
        var rows = Folder.shipped(temp)
                .write("servers.csv", "# which\nserver,same-logon-name\nold,4.0\n")
                .open()
                .rows();
        assertThat(rows)
                .contains(new RowView(
                        "servers.csv", 3, new TreeMap<>(Map.of("server", "old", "same-logon-name", "4.0"))));
        assertThat(rows.stream().map(RowView::table).distinct())
                .contains("limits.csv", "thresholds.csv", "time-limits.csv");
    }

    @Test
    void filesOfTheFolderOfScenariosBelongToThePolicy() throws Exception {
        var folder = Folder.shipped(temp);
        var before = folder.open().revision();
        Files.createDirectories(folder.path().resolve("scenarios"));
        var policy = folder.write("scenarios/own.yaml", "scenarios: []\n").open();
        assertThat(policy.revision()).isNotEqualTo(before);
        assertThat(policy.texts())
                .contains(new PolicyText("scenarios/own.yaml", "rules/scenarios/own.yaml", "scenarios: []\n"));
    }
}
