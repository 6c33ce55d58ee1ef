package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions leave a field no value, to the very bound. */
class ContradictionTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            sickSeconds > 4, sickSeconds < 5                        -> sickSeconds
            sickSeconds > 5, sickSeconds <= 5                       -> sickSeconds
            sickSeconds >= 5, sickSeconds < 5                       -> sickSeconds
            5 < sickSeconds, 5 >= sickSeconds                       -> sickSeconds
            sickSeconds == 5, sickSeconds != 5                      -> sickSeconds
            sickSeconds == 5, 6 == sickSeconds                      -> sickSeconds
            sickSeconds == 5, sickSeconds > 5                       -> sickSeconds
            sickSeconds == 5, sickSeconds < 5                       -> sickSeconds
            sickSeconds in (4, 6), sickSeconds == 5                 -> sickSeconds
            sickSeconds in (4, 5), 4 != sickSeconds && sickSeconds != 5 -> sickSeconds
            sickSeconds in (4, 6), sickSeconds > 4, sickSeconds < 6 -> sickSeconds
            automatic, standing, !automatic                         -> automatic
            state == Idle, Down == state                            -> state
            """)
    void excludeEachOther(String conditions, String field) {
        assertThat(Contradiction.find(ExpressionReader.conditions(conditions))).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sickSeconds > 4, sickSeconds < 6",
                "sickSeconds > 4, sickSeconds <= 5",
                "sickSeconds >= 5, sickSeconds <= 5",
                "5 <= sickSeconds, 6 > sickSeconds",
                "sickSeconds == 5, sickSeconds >= 5, sickSeconds <= 5",
                "sickSeconds == 5, sickSeconds > 4, sickSeconds < 6, sickSeconds != 4",
                "sickSeconds in (4, 6), sickSeconds in (6, 8)",
                "sickSeconds in (idleSeconds, 5), sickSeconds > 9",
                "sickSeconds > 5, idleSeconds < 5",
                "sickSeconds > idleSeconds, sickSeconds < 5",
                "sickSeconds + 1 > 5, sickSeconds < 2",
                "state != Idle, state in (Idle, Down)",
                "caller == logonName, caller != \"x\"",
                "automatic || standing, !automatic",
                "!(automatic && standing), automatic",
            })
    void canHoldTogether(String conditions) {
        assertThat(Contradiction.find(ExpressionReader.conditions(conditions))).isEmpty();
    }
}
