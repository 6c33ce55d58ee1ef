package io.sessionwarden.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.scenario.Coverage.Untried;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario may say, and what it is told when the policy says something else. */
class ScenarioRunTest {

    private static final String DEAD_IS_DEFERRED = """
            rule "Dead ones wait"
            when
                ResetRequest( automatic, symptom == DEAD_LEADER )
            then
                defer( 90, "not before the backup" );
            end
            """;

    private static final String FROZEN_IS_PERMITTED = """
            rule "Frozen ones go"
            when
                ResetRequest( automatic, symptom == FROZEN_DISPLAY )
            then
                permit( "nobody sees anything" );
            end
            """;

    @TempDir
    private Path temp;

    private int folders;

    private ScenarioReport run(String rules, String scenarios) {
        try {
            return ScenarioRun.of(PolicyFolders.withRules(temp.resolve("folder" + ++folders), rules)
                    .line("scenarios/mine.yaml", scenarios)
                    .open());
        } catch (PolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** What is told of one scenario about a session with that symptom. */
    private List<String> told(String symptom, String then) {
        return run(DEAD_IS_DEFERRED + FROZEN_IS_PERMITTED, """
                tables:
                  thresholds: [{server: "*", symptom: FROZEN_DISPLAY, seconds: 5, mode: ask}]
                  ladders: [{server: "*", symptom: "*", ladder: reset 15s > human}]
                scenarios:
                - scenario: a
                  given: {symptom: %s}
                  then: %s
                """.formatted(symptom, then))
                .results()
                .get(0)
                .differences();
    }

    @Test
    void anyReasonWillDoWhereNoneIsNamed() {
        assertThat(told("DEAD_LEADER", "defer")).isEmpty();
        assertThat(told("DEAD_LEADER", "{decision: defer, until: 90s, rule: Dead ones wait, reason: backup}"))
                .isEmpty();
        assertThat(told("FROZEN_DISPLAY", "{decision: permit, mode: ask, ladder: reset 15s > human}"))
                .isEmpty();
    }

    @Test
    void anotherRuleAndAnotherReasonAreTold() {
        assertThat(told("DEAD_LEADER", "{decision: defer, rule: Frozen ones go}"))
                .containsExactly("expected the rule \"Frozen ones go\" among its reasons");
        assertThat(told("DEAD_LEADER", "{decision: defer, reason: holiday}"))
                .containsExactly("expected the reason to say \"holiday\"");
    }

    @Test
    void anotherModeLadderAndDelayAreToldWithWhatTheyAre() {
        assertThat(told("FROZEN_DISPLAY", "{decision: permit, mode: enforce}"))
                .containsExactly("expected a permit in mode ENFORCE, but it is ASK");
        assertThat(told("FROZEN_DISPLAY", "{decision: permit, ladder: reset 15s > force 5s}"))
                .containsExactly("expected the ladder reset 15s > force 5s, but it is reset 15s > human");
        assertThat(told("DEAD_LEADER", "{decision: defer, until: 2m}"))
                .containsExactly("expected a deferral of 120 s, but it is 90 s");
    }

    @Test
    void whatAnotherDecisionDoesNotHaveIsMissed() {
        assertThat(told("DOWN", "{decision: permit, mode: ask, ladder: reset 15s, until: 2m}"))
                .containsExactly(
                        "expected permit, but it says deny",
                        "expected a permit in mode ASK",
                        "expected the ladder reset 15s",
                        "expected a deferral of 120 s");
    }

    @Test
    void aConditionIsTriedWhereTheRuleHangsOnItAlone() {
        var rules = """
                rule "Quiet and old"
                when
                    ResetRequest( automatic, standing, observations >= 3, 10 / recurrencesInDay > 1 )
                then
                    permit( "why" );
                end
                rule "Never"
                when
                    ResetRequest( !automatic, sharedAccount )
                then
                    deny( "why" );
                end
                """;
        var coverage = run(rules, """
                scenarios:
                - scenario: It fires
                  given: {standing: yes, recurrences: 2}
                  then: permit
                - scenario: Two conditions stop it, and neither alone
                  given: {standing: no, observations: 1, recurrences: 2}
                  then: deny
                - scenario: One alone stops it
                  given: {standing: no, recurrences: 2}
                  then: deny
                - scenario: One that cannot be evaluated stops it
                  given: {standing: yes, recurrences: 0}
                  then: indeterminate
                """).coverage();
        assertThat(coverage.rules()).isEqualTo(2);
        assertThat(coverage.conditions()).isEqualTo(6);
        assertThat(coverage.neverFired()).extracting(RuleView::title).containsExactly("Never");
        assertThat(coverage.neverDecided())
                .extracting(Untried::condition)
                .containsExactly("automatic", "observations >= 3");
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        var fact = fact("{}");
        assertThat(fact.sickOfServer()).isZero();
        assertThat(fact.ageSeconds()).isEqualTo(3600);
        assertThat(fact.idleSeconds()).isEqualTo(60);
        assertThat(fact.disconnectedSeconds()).isEqualTo(-1);
        assertThat(fact.account()).isEqualTo("local:1001");
        assertThat(fact("{symptom: DOWN}").sickOfServer()).isEqualTo(1);
    }

    @Test
    void whatStandsThereWithNothingAfterItCannotBeTold() {
        var fact = fact("{age: , idle: , disconnected: , logon-name: , account: }");
        assertThat(fact.ageSeconds()).isEqualTo(-1);
        assertThat(fact.idleSeconds()).isEqualTo(-1);
        assertThat(fact.disconnectedSeconds()).isEqualTo(-1);
        assertThat(fact.logonName()).isEmpty();
        assertThat(fact.account()).isEmpty();
        assertThat(fact("{callerAccount: }").callerAccount()).isEmpty();
    }

    @Test
    void whatIsGivenIsAsked() {
        var fact = fact("{standing: yes, disconnected: 2h, account: \"a:S-1\", resets-overall: 1000000, age: 2m}");
        assertThat(fact.standing()).isTrue();
        assertThat(fact.disconnectedSeconds()).isEqualTo(7200);
        assertThat(fact.account()).isEqualTo("a:S-1");
        assertThat(fact.overallResetsInHour()).isEqualTo(1_000_000);
        assertThat(fact.ageSeconds()).isEqualTo(120);
        assertThat(fact("{account: \"AD:5\"}").account()).isEqualTo("AD:5");
        assertThat(fact("{standing: no}").standing()).isFalse();
    }

    private ResetRequest fact(String given) {
        return run(
                        FROZEN_IS_PERMITTED,
                        "scenarios: [{scenario: " + given.length() + ", given: " + given + ", then: deny}]")
                .results()
                .get(0)
                .decision()
                .request();
    }
}
