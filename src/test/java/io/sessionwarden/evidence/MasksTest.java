package io.sessionwarden.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.evidence.Masks.Mask;
import io.sessionwarden.evidence.Masks.Masked;
import io.sessionwarden.evidence.Masks.TooCostlyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    private static Masks masks(String pattern, String replacement) {
        return new Masks(List.of(Mask.of(pattern, replacement, 7)));
    }

    @Test
    void everyFitIsReplacedAndCounted() throws Exception {
        assertThat(masks("(pin )\\d+", "$1#").apply("pin 1 and pin 22.")).isEqualTo(new Masked("pin # and pin #.", 2));
        assertThat(Masks.NONE.apply("pin 1")).isEqualTo(new Masked("pin 1", 0));
    }

    @Test
    void aPatternThatRunsAwayEndsAndNothingIsMaskedHalfway() {
        assertThatThrownBy(() -> masks("(a+)+\\1c", "").apply("a".repeat(60)))
                .isInstanceOf(TooCostlyException.class)
                .hasMessageContaining("row 7 of config/secrets.csv");
    }

    @Test
    void aPatternThatGoesTooDeepIsRefusedToo() {
        assertThatThrownBy(() -> masks("(?:a|b)*c", "").apply("ab".repeat(30_000)))
                .isInstanceOf(TooCostlyException.class);
    }

    @Test
    void workCountsForAllOfThemTogether() {
        var masks = new Masks(List.of(Mask.of("a", "", 2), Mask.of("b", "", 3)), 12);
        assertThatThrownBy(() -> masks.apply("12345678")).isInstanceOf(TooCostlyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'(', x, is no regular expression: Unclosed group at character",
        "a*, x, 'fits an empty text, and so everywhere'",
        "a, $1, has 0 groups",
        "(a), $2, has 1 groups",
        "(a), 'x\\', has 1 groups",
    })
    void whatIsBrokenIsToldAtOnce(String pattern, String replacement, String why) {
        assertThatThrownBy(() -> Mask.of(pattern, replacement, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }
}
