package io.sessionwarden.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    private static Duration parse(String text) {
        return DurationText.parse(text, Duration.ZERO, Duration.ofDays(1000));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "2s, 2000", "2 S, 2000", "5m, 300000", "5min, 300000", "1h, 3600000", "PT0.5S, 500"})
    void readsTimesWithTheirUnits(String text, long millis) {
        assertThat(parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "1.5s", "-1s", "5 weeks", "5  s", "1h30m", "PT", "\u0665s", "99999999999s"})
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }
}
