package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static io.sessionwarden.policy.drools.Facts.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.session.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions and messages come to, each sort by itself. */
class ExpressionTest {

    /** The watchdog asks about ann's active session pts/7, which has been idle for 60 seconds. */
    private static final ResetRequest FACT = fact(30);

    private static ResetRequest fact(long sickSeconds) {
        return Facts.of(about().sick(Symptom.DEAD_LEADER, sickSeconds));
    }

    private static Expression message(String text) {
        return new ExpressionReader(Tokens.between(text, 0, text.length())).message();
    }

    private static String told(String text) {
        var told = new StringBuilder();
        message(text).writer().write(FACT, told);
        return told.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "==, false, true, false",
        "!=, true, false, true",
        "<, true, false, false",
        "<=, true, true, false",
        ">, false, false, true",
        ">=, false, true, true"
    })
    void anOrderHoldsBelowAtAndAboveTheOtherSideAsItsSignSays(String sign, boolean below, boolean at, boolean above) {
        for (var other : List.of("60", "idleSeconds")) {
            var condition = condition("sickSeconds " + sign + " " + other);
            assertThat(List.of(condition.holds(fact(59)), condition.holds(fact(60)), condition.holds(fact(61))))
                    .as(condition.text())
                    .containsExactly(below, at, above);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automatic",
                "!standing",
                "automatic && !standing && sickSeconds == 30",
                "standing || wardensOwn || automatic",
                "standing == wardensOwn",
                "automatic != standing",
                "(automatic && standing) == wardensOwn",
                "automatic == true",
                "standing == false",
                "standing || true",
                "state == Active",
                "Active == state",
                "state != Idle",
                "state in (Idle, Active)",
                "symptom == DEAD_LEADER",
                "symptom != \"\"",
                "sickSeconds in (1, 30)",
                "sickSeconds in (idleSeconds, idleSeconds / 2)",
                "logonName == \"ann\"",
                "logonName != caller",
                "\"on \" + logonName + sickSeconds == \"on ann30\"",
                "state + \"\" == \"Active\"",
                "sessionName contains \"s/\"",
                "sessionName not contains caller",
                "sessionName matches \"pts/[0-9]\"",
                "logonName not matches \"an\"",
                "logonName not in (\"bob\", caller)",
                "sickSeconds + idleSeconds * 2 == 150",
                "idleSeconds - sickSeconds - 10 == 20",
                "idleSeconds / sickSeconds == 2",
                "idleSeconds % 7 == 4",
                "-sickSeconds < -29",
                "!!automatic",
            })
    void holds(String text) {
        assertThat(condition(text).holds(FACT)).as(text).isTrue();
        assertThat(condition("!(" + text + ")").holds(FACT)).as("not " + text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automatic && standing",
                "automatic && !standing && sickSeconds == 31",
                "standing || wardensOwn",
                "automatic == standing",
                "standing != wardensOwn",
                "standing && true",
                "standing || false",
                "state == Idle",
                "state in (Idle, Down)",
                "logonName == caller",
                "logonName != \"ann\"",
                "sessionName contains \"tty\"",
                "sessionName matches \"pts\"",
                "logonName not in (\"bob\", \"ann\")",
            })
    void doesNotHold(String text) {
        assertThat(condition(text).holds(FACT)).as(text).isFalse();
        assertThat(condition("!(" + text + ")").holds(FACT)).as("not " + text).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            "no"                                         -> no
            "a \\"quoted\\" \\\\ word"                   -> a "quoted" \\ word
            logonName                                    -> ann
            "sick for " + sickSeconds + " s"             -> sick for 30 s
            "in all " + (sickSeconds + 2 * idleSeconds)  -> in all 150
            state + " and " + automatic                  -> Active and true
            "of " + (kind + ", " + ownership)            -> of USER, NONE
            "is " + (sickSeconds > 5)                    -> is true
            """)
    void aMessageReadsAsPeopleWriteIt(String text, String told) {
        assertThat(told(text)).isEqualTo(told);
        assertThat(message(text).value().of(FACT)).isEqualTo(told);
    }

    @Test
    void whatAnAuthorAndAHostWroteIsCleanedWhereItIsTold() {
        var named = Facts.of(about().of(about().session().named("pts\u001b7", false)));
        var told = new StringBuilder();
        message("\"a\u0007b \" + sessionName").writer().write(named, told);
        assertThat(told).hasToString("a?b pts?7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sickSeconds / (idleSeconds - 60) > 1", "sickSeconds % (idleSeconds - 60) > 1"})
    void whatIsDividedByNoughtIsNoAnswer(String text) {
        assertThatThrownBy(() -> condition(text).holds(FACT)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sickSeconds * 999999999999999 * 999999999999999 > 1",
                "sickSeconds * 300000000000000 * 1000 + sickSeconds * 300000000000000 * 1000 > 1",
                "0 - sickSeconds * 300000000000000 * 1000 - sickSeconds * 300000000000000 * 1000 < 1"
            })
    void aNumberThatIsTooLargeIsNoAnswer(String text) {
        assertThatThrownBy(() -> condition(text).holds(FACT)).isInstanceOf(ArithmeticException.class);
    }

    /** Rules share what is spelled alike, so what means another thing must be spelled in another way. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            automatic && standing || !wardensOwn       -> ((automatic && standing) || !wardensOwn)
            automatic && (standing || wardensOwn)      -> (automatic && (standing || wardensOwn))
            state == Idle                              -> (state == Idle)
            Idle != state                              -> (Idle != state)
            sickSeconds+1 <= 2*idleSeconds             -> ((sickSeconds + 1) <= (2 * idleSeconds))
            state in ( Idle ,Down )                    -> (state in (Idle, Down))
            caller not contains "\\"x\\\\"             -> !(caller contains "\\"x\\\\")
            caller matches "a\\"|b"                    -> (caller matches "a\\"|b")
            caller + 1 == "ann1"                       -> ((caller + 1) == "ann1")
            automatic == true                          -> (automatic == true)
            """)
    void isSpelledInOneWay(String text, String spelled) {
        assertThat(condition(text).expression().text()).isEqualTo(spelled);
    }

    @Test
    void bracketsAndSignsMayStandInEachOtherFortyDeep() {
        for (var deepest : List.of("(".repeat(39) + "automatic" + ")".repeat(39), "!".repeat(39) + "standing")) {
            assertThat(condition(deepest).holds(FACT)).isTrue();
            assertThat(condition(deepest + " && " + deepest).holds(FACT))
                    .as("one after the other")
                    .isTrue();
        }
        assertThatThrownBy(() -> condition("(".repeat(40) + "automatic" + ")".repeat(40)))
                .isInstanceOf(Misread.class)
                .hasMessageStartingWith("too many brackets in each other");
        assertThatThrownBy(() -> condition("!".repeat(40) + "automatic"))
                .isInstanceOf(Misread.class)
                .hasMessage("too many signs one after the other");
    }
}
