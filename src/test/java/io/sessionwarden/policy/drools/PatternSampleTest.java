package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that patterns match. */
class PatternSampleTest {

    @ParameterizedTest
    @CsvSource({
        "pts/.*, pts/",
        "pts/[0-9]+, pts/0",
        "^(ann|bob)-\\d{3}$, ann-000",
        "(?i)Kiosk.?, Kiosk",
        "(a|b){7}, aaaaaaa",
        "[^a-y], z",
        "'(?:db|web)\\.[A-Z]{2,4}', db.AA",
        "\\p{Upper}\\w*+, A",
        "a|b, a"
    })
    void isShortAndMatched(String pattern, String sample) {

        assertThat(PatternSample.of(Pattern.compile(pattern))).contains(sample);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a)\\1", "a(?=b)b", "(?!a).", "[a&&b]", "(.*a){30}b", "a\\bb"})
    void whatIsNotUnderstoodOrTriedInTimeHasNone(String pattern) {
        assertThat(PatternSample.of(Pattern.compile(pattern))).isEmpty();
    }

    @Test
    void aLongPatternIsNoBurden() {
        assertThat(PatternSample.of(Pattern.compile("(a?){900}b"))).contains("b");
    }
}
