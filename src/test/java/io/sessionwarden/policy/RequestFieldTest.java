package io.sessionwarden.policy;

import static io.sessionwarden.policy.RequestField.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sessionwarden.session.SessionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the fields of a fact are read and written by people. */
class RequestFieldTest {

    @ParameterizedTest
    @CsvSource({
        "automatic, yes, automatic",
        "automatic, false, !automatic",
        "sickSeconds, 60, sickSeconds == 60",
        "state, Idle, state == Idle",
        "thresholdMode, ASK, thresholdMode == ASK",
        "logonName, ann, logonName == \"ann\"",
        "symptom, DOWN, symptom == DOWN",
        "symptom, '', symptom == \"\""
    })
    void aValueIsReadAsPeopleWriteItAndShownAsRulesDo(String name, String written, String condition) {
        var field = require(name);
        assertThat(field.condition(field.read(written))).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource({
        "sickSeconds, soon, 'is a whole number of up to 9 digits, not ''soon'''",
        "automatic, maybe, 'is one of false, true, not ''maybe'''",
        "thresholdMode, ask, 'is one of OBSERVE, ASK, ENFORCE, not ''ask''; did you mean ''ASK''?'"
    })
    void whatIsNoValueIsRefused(String name, String written, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> require(name).read(written))
                .withMessage(told);
    }

    @Test
    void onlyNumbersThatMayBeUntoldAreTriedWithoutOne() {
        assertThat(require("idleSeconds").mayBeUntold()).isTrue();
        assertThat(require("sickSeconds").mayBeUntold()).isFalse();
        assertThat(require("automatic").mayBeUntold()).isFalse();
    }

    @Test
    void choicesAreListedAndNumbersAndTextsHaveNone() {
        assertThat(require("automatic").choices()).containsExactly(false, true);
        assertThat(require("state").choices()).isEqualTo(List.of((Object[]) SessionState.values()));
        assertThat(require("sickSeconds").choices()).isEmpty();
        assertThat(require("logonName").choices()).isEmpty();
    }
}
