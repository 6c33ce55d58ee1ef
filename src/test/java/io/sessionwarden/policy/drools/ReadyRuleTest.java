package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one rule says of a request that meets its conditions. */
class ReadyRuleTest {

    private static ReadyRule rule(String mode, String says) {
        var text = "rule \"a\" " + mode + " when ResetRequest( automatic ) then " + says + "; end";
        var problems = new ArrayList<PolicyProblem>();
        var rules = new RuleReader(problems).read(List.of(new Source("rules/x.drl", text)));
        assertThat(problems).isEmpty();
        return new ReadyRule(rules.get(0));
    }

    private static RuleOutcome said(String says) {
        return rule("", says).say(Facts.of(about().sick(Symptom.DOWN, 30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            defer( sickSeconds, "x" )                | 30
            warn( 2 * sickSeconds, "x" )             | 60
            defer( 0, "x" )                          | 1
            warn( -5, "x" )                          | 1
            defer( 86400, "x" )                      | 86400
            defer( 86401, "x" )                      | 86400
            permit( "x" )                            | 0
            ask( "x" )                               | 0
            deny( "x" )                              | 0
            """)
    void aDelayIsHeldBetweenOneSecondAndOneDay(String says, long seconds) {
        assertThat(said(says).delay()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'', permit, PERMIT, true",
        "'', deny, DENY, true",
        "@mode( ask ), permit, ASK, true",
        "@mode( observe ), permit, PERMIT, false",
        "@mode( observe ), deny, DENY, false"
    })
    void itCountsUnlessItOnlyObserves(String mode, String word, Effect weight, boolean counts) {
        var rule = rule(mode, word + "( \"x\" )");
        assertThat(rule.weight()).isEqualTo(weight);
        assertThat(rule.counts()).isEqualTo(counts);
        assertThat(rule.say(Facts.of(about())).mode())
                .isEqualTo(mode.isEmpty() ? Mode.ENFORCE : counts ? Mode.ASK : Mode.OBSERVE);
    }

    @Test
    void aMessageOfMoreThanFourHundredCharactersIsCutAndSaysSo() {
        assertThat(said("permit( \"" + "x".repeat(400) + "\" )").reason().message())
                .isEqualTo("x".repeat(400));
        assertThat(said("permit( \"" + "x".repeat(398) + "\" + sickSeconds + \"!\" )")
                        .reason()
                        .message())
                .hasSize(400)
                .startsWith("x".repeat(398))
                .doesNotEndWith("30");
    }

    @Test
    void whatCannotBeReckonedIsToldWithTheRule() {
        var asked = Facts.of(about());
        assertThatThrownBy(() -> rule("", "permit( \"\" + 1 / sickSeconds )").say(asked))
                .isInstanceOf(RuleFailure.class)
                .hasMessage("rules/x.drl:1: rule \"a\" cannot be evaluated: / by zero");
        assertThatThrownBy(() -> rule("", "defer( 1 / sickSeconds, \"x\" )").say(asked))
                .isInstanceOf(RuleFailure.class);
    }
}
