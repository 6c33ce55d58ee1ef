package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy author is told. */
class RuleErrorsTest {

    @TempDir
    Path temp;

    private List<String> problems(String rules) {
        return Folder.with(temp, rules).problems();
    }

    private static String rule(String title, String condition) {
        return "rule \"" + title + "\"\nwhen\n    ResetRequest( " + condition
                + " )\nthen\n    permit( \"yes\" );\nend\n";
    }

    @Test
    void anUnknownFieldIsToldWithTheFieldThatWasMeant() {
        assertThat(problems("// one\n// two\n" + rule("a", "automatic,\n        sickSecond >= 5")))
                .containsExactly("rules/reset.drl:6: unknown field 'sickSecond'; did you mean 'sickSeconds'?");
    }

    @Test
    void linesAndColumnsAreThoseOfTheFileAlsoWithCarriageReturnsAndAByteOrderMark() {
        var text = "\uFEFF" + rule("Grüße 😀", "automatic,\n  sickSecond > 5").replace("\n", "\r\n");
        var problem = catchThrowableOfType(
                PolicyException.class,
                () -> DroolsResetPolicy.open(List.of(Folder.with(temp, text).path())));
        assertThat(problem.problems()).singleElement().satisfies(one -> {
            assertThat(one.line()).isEqualTo(4);
            assertThat(one.column()).isEqualTo(3);
        });
    }

    @Test
    void everyProblemOfEveryFileIsToldAtOnce() {
        var folder = Folder.with(temp, rule("a", "sickSecond > 1") + rule("b", "sate == Idle"))
                .write("other.drl", rule("c", "caller > 3"))
                .write("limits.csv", "server,scope,limit\n*,sesion,x\n");
        assertThat(folder.problems())
                .containsExactly(
                        "rules/limits.csv:2: column 'scope': 'sesion' is not one of session, account, server, overall,"
                                + " running, account-running, server-running, server-running-percent, storm-sessions, storm-percent, cooldown-seconds, recurrence-ask,"
                                + " recurrence-give-up; did you mean 'session'?",
                        "rules/limits.csv:2: column 'limit': 'x' is not a whole number from 0 to 99999999",
                        "rules/other.drl:3: what stands before > must be a number, but 'caller' is a text; texts"
                                + " are compared with ==, !=, contains and matches",
                        "rules/reset.drl:3: unknown field 'sickSecond'; did you mean 'sickSeconds'?",
                        "rules/reset.drl:9: unknown field 'sate'; did you mean 'state'?");
    }

    @Test
    void problemsAreToldInTheOrderOfFiles() {
        var folder =
                Folder.with(temp, rule("a", "sickSecond > 1")).write("servers.csv", "server,same-logon-name\n*,4\n");
        assertThat(folder.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactly("rules/reset.drl:3:", "rules/servers.csv:2:");
    }

    @Test
    void titlesAndRowsOfConditionsMayBeLongToABound() {
        assertThat(problems(rule("t".repeat(150), "automatic" + ", automatic".repeat(99))))
                .isEmpty();
        assertThat(problems(rule("t".repeat(151), "automatic")))
                .containsExactly("rules/reset.drl:1: a rule's title is a sentence of at most 150 characters");
        assertThat(problems(rule("t", "automatic" + ", automatic".repeat(100))))
                .containsExactly("rules/reset.drl:3: a rule has at most 100 conditions; divide it into several");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sickSeconds > 10, sickSeconds < 5 | sickSeconds",
                "automatic, !automatic | automatic",
                "automatic && automatic == false | automatic",
                "state == Idle, state == Active | state",
                "state in (Idle, Down), state != Idle, Down != state | state",
                "5 > sickSeconds, sickSeconds >= 5 | sickSeconds",
                "symptom == DOWN, symptom == \"STOPPED\" | symptom",
            })
    void conditionsThatExcludeEachOtherAreTold(String conditions, String field) {
        assertThat(problems(rule("a", conditions)))
                .containsExactly("rules/reset.drl:1: rule \"a\" can never apply: its conditions on '" + field
                        + "' exclude each other");
    }

    @Test
    void conditionsThatCanHoldTogetherAreNot() {
        assertThat(problems(rule("a", "sickSeconds >= 5, sickSeconds <= 5, state != Idle, state in (Idle, Down)")
                        + rule("b", "state == Idle || state == Down, automatic")))
                .isEmpty();
    }

    @Test
    void twoRulesOfOneTitleAreToldAlsoAcrossFiles() {
        assertThat(Folder.with(temp, rule("a", "automatic"))
                        .write("second.drl", rule("a", "standing"))
                        .problems())
                .containsExactly(
                        "rules/second.drl:1: another rule is called \"a\" as well (rules/reset.drl:1); give each"
                                + " its own title");
    }

    @Test
    void anEmptyFileAndAFolderWithoutRulesAreTold() {
        assertThat(problems("// nothing\n"))
                .containsExactly("rules/reset.drl:1: there is no rule in this file; write one, or remove the file");
        assertThat(new Folder(temp.resolve("rules")).delete("reset.drl").problems())
                .containsExactly("rules: there is no rule file (*.drl) here; nothing would be permitted");
    }

    @Test
    void aForgottenEndIsToldAndSwallowsNoRule() {
        assertThat(problems(rule("a", "automatic").replace("end\n", "") + rule("b", "standing")))
                .isNotEmpty();
    }

    /** Parts of the shipped rules thrown together: whatever comes of it, the reader ends with rules or problems. */
    @Tag("slow")
    @RepeatedTest(3)
    void noTextMakesTheReaderItselfFail() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var words = new ArrayList<String>(
                List.of("\u0000", "\"", "/*", "*/", "//", "(", ")", "{", "\\u0041", "eval(", "from", "then", "end"));
        for (var file : PolicyFiles.list(Folder.SHIPPED)) {
            if (file.toString().endsWith(".drl")) {
                words.addAll(List.of(Files.readString(file).split("(?<=\\s)|(?=\\W)")));
            }
        }
        var sound = Files.readString(Folder.SHIPPED.resolve("limits.drl"));
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(sound.length());
            int to = Math.min(sound.length(), from + random.nextInt(30));
            var broken = sound.substring(0, from) + words.get(random.nextInt(words.size())) + sound.substring(to);
            var problems = new ArrayList<PolicyProblem>();
            assertThatCode(() -> new RuleReader(problems).read(List.of(new Source("rules/x.drl", broken))))
                    .as("seed %s, text: %s", seed, broken)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aFileMayEndWithoutANewline() {
        assertThat(problems(rule("a", "automatic").strip())).isEmpty();
    }

    @Test
    void theWholeLanguageWorks() {
        var folder = Folder.with(temp, """
                rule "all of it" // a comment with end
                when
                    ResetRequest( symptom == FROZEN_DISPLAY || symptom == "DEAD_LEADER", /* then */
                        state in (Active, Idle), kind not in (CONSOLE, LISTENER), ownership == NONE,
                        (sickSeconds - 10) * 2 >= thresholdSeconds % 7 + 4 / 2 && !standing,
                        logonName matches "a.*", server != "x",
                        connector contains "min", connector not contains "tmux", caller != logonName, idleSeconds > -1 )
                then
                    permit( "the end; of \\"" + sessionName + "\\" in " + state + " " + sickSeconds * 2 + " s" ) /* end */
                end
                """);
        var decision =
                folder.open().decide(about().sick(Symptom.DEAD_LEADER, 30).ask());
        assertThat(decision.reasons()).hasToString("[the end; of \"pts/7\" in Active 60 s [all of it]]");
        assertThat(folder.open()
                        .decide(about().sick(Symptom.DEAD_LEADER, 30)
                                .in(SessionState.DOWN)
                                .ask())
                        .word())
                .isEqualTo("deny");
    }

    @Test
    void aMessageCarriesNoControlCharactersOfAHost() {
        var session = about().session().named("evil\u001b[2J", false);
        var decision = Folder.with(temp, rule("a", "automatic").replace("\"yes\"", "sessionName"))
                .open()
                .decide(about().of(session).sick(Symptom.DOWN, 1).ask());
        assertThat(decision.reasons().get(0).message()).isEqualTo("evil?[2J");
    }
}
