package io.sessionwarden.policy.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantees of the policy as it is shipped. */
class ShippedGuaranteesTest {

    private static final Path SHIPPED = Path.of("rules");

    /** The program itself never resets these, whatever the rules say: no rule can break them. */
    private static final Set<String> UPHELD_BY_THE_PROGRAM = Set.of(
            "A console session is never reset",
            "Neither are listeners and the system's services",
            "The warden's own session is never reset",
            "A session whose state is not known is never reset");

    /** Upheld by a rule that refuses and by there being none that permits: only both faults together break them. */
    private static final List<UpheldTwice> UPHELD_TWICE = List.of(
            new UpheldTwice(
                    "A merely shared logon name never permits",
                    "The same logon name is not yet the same person",
                    "people.drl",
                    "SAME_LOGON_NAME, sameLogonNameOwns )",
                    "SAME_LOGON_NAME )"),
            new UpheldTwice(
                    "Nobody resets what is not theirs without the Reset permission",
                    "Another's session needs the Reset permission",
                    "people.drl",
                    "!automatic, ownership == THIS_SESSION )",
                    "!automatic, ownership != SAME_ACCOUNT )"),
            new UpheldTwice(
                    "Nothing automatic about a session that has not been sick for long enough",
                    "A session that has not been sick for long may recover by itself",
                    "watchdog.drl",
                    "thresholdSeconds >= 0, sickSeconds >= thresholdSeconds )",
                    "thresholdSeconds >= 0 )"));

    /**
     * A guarantee that two things uphold.
     *
     * @param guarantee its title
     * @param rule the rule that refuses
     * @param file where another rule permits too little to break it
     * @param condition what keeps that rule from it
     * @param loosened what would not
     */
    private record UpheldTwice(String guarantee, String rule, String file, String condition, String loosened) {}

    @TempDir
    Path temp;

    @Test
    void theShippedPolicyKeepsItsGuaranteesInEveryCombination() throws PolicyException {
        var report = GuaranteeRun.of(shipped());
        assertThat(report.trials()).hasSizeGreaterThan(10).allSatisfy(trial -> {
            assertThat(trial.broken()).as(trial.guarantee().title()).isEmpty();
            assertThat(trial.complete()).as(trial.guarantee().title()).isTrue();
            assertThat(trial.idle()).as(trial.guarantee().title()).isFalse();
        });
        assertThat(report.cut()).isFalse();
        assertThat(report.idleRules()).isEmpty();
        assertThat(report.gap()).isEmpty();
    }

    @Tag("slow")
    @Test
    void withoutTheRuleThatUpholdsItAGuaranteeIsBroken() throws PolicyException, IOException {
        var policy = shipped();
        var broken = new HashSet<String>();
        for (var rule : policy.rules()) {
            broken.addAll(broken(without(rule).open()));
        }
        assertThat(GuaranteeReader.read(policy).stream().map(Guarantee::title).filter(title -> !broken.contains(title)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                UPHELD_BY_THE_PROGRAM.stream(),
                                UPHELD_TWICE.stream().map(UpheldTwice::guarantee))
                        .toList());
    }

    @Test
    void whatTwoThingsUpholdIsBrokenWhereBothAreMissing() throws PolicyException, IOException {
        for (var twice : UPHELD_TWICE) {
            var rule = shipped().rules().stream()
                    .filter(one -> one.title().equals(twice.rule()))
                    .findFirst()
                    .orElseThrow();
            var folder = without(rule).replace(twice.file(), twice.condition(), twice.loosened());
            assertThat(broken(folder.open())).contains(twice.guarantee());
        }
    }

    @Test
    void whatTheProgramUpholdsNoRuleBreaks() throws PolicyException, IOException {
        var folder = PolicyFolders.withRules(
                        temp, "rule \"All\" when ResetRequest( sickSeconds >= 0 ) then permit( \"x\" ); end")
                .line("never.yaml", Files.readString(SHIPPED.resolve("never.yaml")));
        assertThat(broken(folder.open())).hasSize(15).doesNotContainAnyElementsOf(UPHELD_BY_THE_PROGRAM);
    }

    /** The titles of those that are broken; what breaks them was put to the rules themselves, too. */
    private static List<String> broken(OpenPolicy policy) throws PolicyException {
        return GuaranteeRun.trials(policy).stream()
                .filter(trial -> !trial.held())
                .peek(trial -> assertThat(trial.broken().orElseThrow().doubt()).isEmpty())
                .map(trial -> trial.guarantee().title())
                .toList();
    }

    private static OpenPolicy shipped() throws PolicyException {
        return DroolsResetPolicy.open(List.of(SHIPPED));
    }

    private PolicyFolders without(RuleView rule) throws IOException {
        var file = rule.file().replaceFirst("rules/", "");
        var text = Files.readString(SHIPPED.resolve(file));
        var whole = Pattern.compile("rule \"" + Pattern.quote(rule.title()) + "\".*?\nend\n", Pattern.DOTALL)
                .matcher(text);
        assertThat(whole.find()).as(rule.title()).isTrue();
        var folder = PolicyFolders.shipped(temp.resolve(String.valueOf(rule.hashCode())));
        return folder.replace(file, whole.group(), "")
                .line("never.yaml", Files.readString(SHIPPED.resolve("never.yaml")));
    }
}
