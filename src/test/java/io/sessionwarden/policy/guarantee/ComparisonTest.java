package io.sessionwarden.policy.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.guarantee.Comparison.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How comparisons come out on boundary values, and which of them may not come out at all. */
class ComparisonTest {

    @TempDir
    Path temp;

    private OpenPolicy policy;

    @BeforeEach
    void openTheShippedPolicy() {
        policy = PolicyFolders.shipped(temp).open();
    }

    private Boundaries boundaries(String condition) throws PolicyException {
        return Boundaries.of(policy.conditions(condition), Map.of(), policy.complete(OrdinaryQuestion.ask()));
    }

    private Comparison comparison(String condition) throws PolicyException {
        return new Comparison(policy.conditions(condition).get(0), boundaries(condition));
    }

    /** The number of that value among those that are tried of the field. */
    private int number(String condition, String field, long value) throws PolicyException {
        return boundaries(condition).values().get(Boundaries.place(field)).indexOf(value);
    }

    @Test
    void comesOutAsTheConditionDoesHoweverOftenItIsAsked() throws PolicyException {
        var text = "6 / observations > 2";
        var comparison = comparison(text);
        for (int often = 0; often < 2; often++) {
            assertThat(List.of(
                            comparison.outcome(new int[] {number(text, "observations", 0)}),
                            comparison.outcome(new int[] {number(text, "observations", 1)}),
                            comparison.outcome(new int[] {number(text, "observations", 7)})))
                    .containsExactly(Outcome.FAULT, Outcome.YES, Outcome.NO);
        }
    }

    @Test
    void onlyWhatCannotBeReckonedForSomeValueMayFail() throws PolicyException {
        assertThat(comparison("6 / observations > 2").mayFail()).isTrue();
        assertThat(comparison("observations > 2").mayFail()).isFalse();
        var rules = PolicyFolders.withRules(temp.resolve("own"), """
                        rule "fails" when ResetRequest( automatic, !(standing && 6 / observations > 2) )
                            then deny( "x" ); end
                        rule "sound" when ResetRequest( automatic, !(standing && observations > 2) )
                            then deny( "x" ); end
                        """).open().rules();
        var claims = new Claims(boundaries("6 / observations > 2 && observations > 2"));
        assertThat(claims.mayFail(rules.get(0))).isTrue();
        assertThat(claims.mayFail(rules.get(1))).isFalse();
    }
}
