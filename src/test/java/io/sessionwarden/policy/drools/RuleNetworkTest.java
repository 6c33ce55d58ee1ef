package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However rules share nodes of the engine, each speaks exactly when its own conditions hold. */
class RuleNetworkTest {

    private static final int RULES = 23;

    @TempDir
    Path temp;

    @Test
    void ofManyRulesThatBeginAlikeExactlyThoseSpeakWhoseConditionsHold() {
        var rules = IntStream.range(0, RULES)
                .mapToObj(i -> rule("at " + i, "automatic, symptom != \"\", sickSeconds in (" + i + ", 100)"))
                .collect(Collectors.joining());
        var policy = Folder.with(temp, rules).open();
        for (int seconds = 0; seconds < RULES; seconds++) {
            var said =
                    policy.decide(about().sick(Symptom.STOPPED, seconds).ask()).reasons();
            assertThat(titles(said)).containsExactly("at " + seconds);
        }
        var all = policy.decide(about().sick(Symptom.STOPPED, 100).ask()).reasons();
        assertThat(all).hasSize(RULES);
    }

    @Test
    void aRuleWithoutMoreConditionsSpeaksBesidesThoseThatGoOnFromThem() {
        var rules = IntStream.range(0, RULES)
                .mapToObj(i -> rule("from " + i, "automatic, sickSeconds in (" + (i + 100) + ", 7)"))
                .collect(Collectors.joining());
        var policy = Folder.with(temp, rules + rule("always", "automatic") + rule("bare", ""))
                .open();
        assertThat(titles(policy.decide(about().sick(Symptom.STOPPED, 1).ask()).reasons()))
                .containsExactlyInAnyOrder("always", "bare");
        assertThat(titles(
                        policy.decide(about().sick(Symptom.STOPPED, 101).ask()).reasons()))
                .containsExactlyInAnyOrder("always", "bare", "from 1");
    }

    @Test
    void whatFailsIsTheRuleThatIsNamed() {
        var rules = IntStream.range(0, RULES)
                .mapToObj(i ->
                        rule("from " + i, i == 3 ? "automatic, 1 / sickSeconds > 5" : "automatic, sickSeconds > " + i))
                .collect(Collectors.joining());
        var reason = Folder.with(temp, rules)
                .open()
                .decide(about().sick(Symptom.STOPPED, 0).ask())
                .reasons()
                .get(0);
        assertThat(reason.message()).contains("rule \"from 3\" cannot be evaluated");
    }

    @Test
    void ofRequestsThatAreJudgedTogetherEachRuleSpeaksOfThoseThatItHoldsFor() {
        var policy = Folder.with(temp, rule("odd", "sickSeconds % 2 == 1") + rule("from 3", "sickSeconds >= 3"))
                .open();
        var said = policy.decide(IntStream.range(0, 6)
                .mapToObj(seconds -> about().sick(Symptom.STOPPED, seconds).ask())
                .toList());
        assertThat(said.stream().map(decision -> titles(decision.reasons())))
                .containsExactly(
                        List.of("default"),
                        List.of("odd"),
                        List.of("default"),
                        List.of("from 3", "odd"),
                        List.of("from 3"),
                        List.of("from 3", "odd"));
    }

    /** A message that cannot be told makes its rule's answer indeterminate, but only where that answer counts. */
    @Test
    void whatIsOutweighedIsNotPutIntoWords() {
        var policy = Folder.with(temp, """
                        rule "reckons"
                        when
                            ResetRequest( automatic )
                        then
                            permit( "" + 1 / sickSeconds );
                        end

                        rule "refuses"
                        when
                            ResetRequest( state == Down )
                        then
                            deny( "it is down" );
                        end
                        """).open();
        assertThat(policy.decide(
                        about().in(SessionState.DOWN).sick(Symptom.STOPPED, 0).ask()))
                .isInstanceOf(Decision.Deny.class);
        assertThat(policy.decide(about().sick(Symptom.STOPPED, 0).ask())).isInstanceOf(Decision.Indeterminate.class);
        assertThat(policy.decide(about().sick(Symptom.STOPPED, 1).ask())).isInstanceOf(Decision.Permitted.class);
    }

    /** Both would read {@code matches "\\Qx") || (logonName matches "\\Qy") || (logonName matches "ann"} without their escapes. */
    @Test
    void whatStandsInThePatternOfOneRuleIsNotTakenForAConditionOfAnother() {
        var policy = Folder.with(temp, rule("quotes", """
                                logonName matches "\\\\Qx" || logonName matches "\\\\Qy\\") || (logonName matches \\"ann"\
                                """) + rule("names", """
                                logonName matches "\\\\Qx\\") || (logonName matches \\"\\\\Qy" || logonName matches "ann"\
                                """)).open();
        assertThat(titles(policy.decide(about().sick(Symptom.STOPPED, 1).ask()).reasons()))
                .containsExactly("names");
    }

    private static String rule(String title, String conditions) {
        return """
                rule "%s"
                when
                    ResetRequest( %s )
                then
                    permit( "it holds" );
                end
                """.formatted(title, conditions);
    }

    private static List<String> titles(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).toList();
    }
}
