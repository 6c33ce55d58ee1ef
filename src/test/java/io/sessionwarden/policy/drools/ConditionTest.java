package io.sessionwarden.policy.drools;

import static io.sessionwarden.policy.drools.Facts.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.ConditionView.Joint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explanations and searches see of a condition: its parts, its fields, and what it compares them with. */
class ConditionTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            automatic                   -> NONE ->
            sickSeconds > 5             -> NONE ->
            !automatic                  -> NOT  -> automatic
            caller not contains "x"     -> NOT  -> (caller contains "x")
            automatic && sickSeconds>5  -> AND  -> automatic, (sickSeconds > 5)
            automatic || standing       -> OR   -> automatic, standing
            """)
    void isPutTogetherFromItsParts(String text, Joint joint, String parts) {
        var condition = condition(text);
        assertThat(condition.joint()).isEqualTo(joint);
        assertThat(String.join(", ", texts(condition.parts()))).isEqualTo(parts == null ? "" : parts);
    }

    private static List<String> texts(List<ConditionView> parts) {
        return parts.stream().map(ConditionView::text).toList();
    }

    @Test
    void conditionsAreDividedByCommasAndKeepTheirOwnWords() {
        assertThat(ExpressionReader.conditions(" state in (Idle,  Down) ,\n sickSeconds\n >5"))
                .extracting(Condition::text)
                .containsExactly("state in (Idle, Down)", "sickSeconds >5");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            automatic                                         -> automatic
            !standing && (automatic || wardensOwn)            -> automatic wardensOwn standing
            sickSeconds * 2 > idleSeconds - ageSeconds        -> ageSeconds idleSeconds sickSeconds
            caller + sessionName == logonName + "x"           -> caller logonName sessionName
            symptom in (DOWN, server)                         -> server symptom
            logonName contains caller                         -> caller logonName
            caller matches "a.*"                              -> caller
            (automatic && !standing) == (wardensOwn || false) -> automatic standing wardensOwn
            """)
    void readsTheFieldsThatStandInIt(String text, String fields) {
        assertThat(condition(text).fields()).containsExactlyInAnyOrder(fields.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            automatic                                -> {}
            sickSeconds > 5 && 7 < idleSeconds       -> {idleSeconds=[7], sickSeconds=[5]}
            !(sickSeconds == 5)                      -> {sickSeconds=[5]}
            sickSeconds + 1 > 2 * ageSeconds         -> {ageSeconds=[1, 2], sickSeconds=[1, 2]}
            standing != true                         -> {standing=[true]}
            state in (Idle, Down) || state == Active -> {state=[IDLE, DOWN, ACTIVE]}
            caller + "x" == "ann" + logonName        -> {caller=[x, ann], logonName=[x, ann]}
            caller contains "x" && server == "y"     -> {caller=[x], server=[y]}
            caller matches "ann|bob"                 -> {caller=[ann]}
            caller matches "(a)\\\\1"                -> {}
            """)
    void tellsTheConstantsThatMeetAFieldOfTheirKind(String text, String constants) {
        assertThat(condition(text).constants()).hasToString(constants);
    }

    @Test
    void tellsWhichFieldsOfOneKindMeetEachOther() {
        assertThat(condition("sickSeconds + 1 > idleSeconds || caller == logonName || sickSeconds > ageSeconds")
                        .comparedWith())
                .isEqualTo(Map.of(
                        "sickSeconds", Set.of("idleSeconds", "ageSeconds"),
                        "idleSeconds", Set.of("sickSeconds"),
                        "ageSeconds", Set.of("sickSeconds"),
                        "caller", Set.of("logonName"),
                        "logonName", Set.of("caller")));
        assertThat(condition("sickSeconds > sickSeconds / 2 && state == Idle").comparedWith())
                .isEmpty();
        assertThat(condition("(automatic && standing) == wardensOwn").comparedWith())
                .containsEntry("wardensOwn", Set.of("automatic", "standing"));
    }
}
