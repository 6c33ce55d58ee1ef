package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.Reason;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However rules share nodes of the engine, each speaks exactly when its own conditions hold. */
class RuleNetworkTest {

    /** More than stand in one group. */
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
    void aRuleWithoutMoreConditionsSpeaksBesidesTheGroupsThatGoOnFromThem() {
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
    void whatFailsInAGroupIsTheRuleThatIsNamed() {
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
