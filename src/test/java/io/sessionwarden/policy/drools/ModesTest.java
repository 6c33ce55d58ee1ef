package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.RuleOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mode of a single rule. */
class ModesTest {

    private static final String PERMITS = "rule \"yes\" when ResetRequest() then permit( \"fine\" ); end\n";

    @TempDir
    Path temp;

    private Decision decide(String rules) {
        return Folder.with(temp, rules).open().decide(about().ask());
    }

    @Test
    void whatARuleInObserveSaysDoesNotCountAndIsTold() {
        var decision =
                decide(PERMITS + "rule \"no\"\n@mode( observe )\nwhen ResetRequest() then deny( \"never\" ); end");
        assertThat(decision.word()).isEqualTo("permit");
        assertThat(decision.observed()).map(RuleOutcome::toString).containsExactly("deny: never [no]");
    }

    @Test
    void aPermitInObserveIsNoPermit() {
        var decision = decide(PERMITS.replace("when", "@mode( observe ) when"));
        assertThat(decision.word()).isEqualTo("deny");
        assertThat(decision.reasons()).hasToString("[no rule permits it [default]]");
        assertThat(decision.observed()).map(RuleOutcome::toString).containsExactly("permit: fine [yes]");
    }

    @Test
    void aPermitInAskIsAQuestionToAHuman() {
        var decision = decide(PERMITS + "rule \"perhaps\" @mode( ask ) when ResetRequest() then permit( \"x\" ); end");
        assertThat(decision.word()).isEqualTo("ask");
        assertThat(decision.reasons()).hasToString("[x [perhaps]]");
        assertThat(decision.observed()).isEmpty();
    }

    @Test
    void enforceIsWhatARuleWithoutAModeDoes() {
        assertThat(decide(PERMITS.replace("when", "@mode( enforce ) when")).word())
                .isEqualTo("permit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                permit, ask     | ask
                ask, warn       | ask
                warn, defer     | warn
                defer, permit   | defer
                deny, ask, warn | deny
                """)
    void theStrongerWordCounts(String words, String strongest) {
        var rules = new StringBuilder();
        for (var word : words.split(", ", -1)) {
            var seconds = word.equals("warn") || word.equals("defer") ? "30, " : "";
            rules.append("rule \"%s\" when ResetRequest() then %s( %s\"x\" ); end\n".formatted(word, word, seconds));
        }
        assertThat(decide(rules.toString()).word()).isEqualTo(strongest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                @mode( obsrve )               | 'obsrve' is no mode; write @mode( observe ) or @mode( ask ), or leave it out: then the rule counts; did you mean 'observe'?
                @mode( observe ) @mode( ask ) | after @mode( observe ) follows 'when', not '@'
                @author( ann )                | of annotations there is only @mode( observe ) and @mode( ask ), not 'author'
                """)
    void anythingElseIsRefused(String annotation, String problem) {
        assertThat(Folder.with(temp, PERMITS.replace("when", annotation + " when"))
                        .problems())
                .containsExactly("rules/reset.drl:1: " + problem);
    }

    @Test
    void askIsForRulesThatPermit() {
        assertThat(Folder.with(temp, "rule \"no\" @mode( ask ) when ResetRequest() then deny( \"x\" ); end")
                        .problems())
                .containsExactly(
                        "rules/reset.drl:1: in @mode( ask ) a permit becomes a question to a human; a rule that"
                                + " says 'deny' has nothing to ask: leave the mode out");
    }
}
