package io.sessionwarden.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputBlockedTest {

    private final OutputBlocked probe = new OutputBlocked();

    private static Session writing(String writer) {
        return new Session(
                SessionIdentity.of("here", "test", Map.of("sid", "7")),
                "7",
                "pts/3",
                SessionKind.USER,
                SessionState.ACTIVE,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of("writer", writer)));
    }

    @Test
    void isHealthyWhileNobodyWaits() {
        assertThat(probe.examine(writing(""), null)).isInstanceOf(Finding.Healthy.class);
        assertThat(probe.examine(writing(""), writing("9/1/a:b/5"))).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void isNotSureAtTheFirstSight() {
        assertThat(probe.examine(writing("9/1/a:b/5"), null)).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void isHealthyWhileTheWriterGoesOn() {
        assertThat(probe.examine(writing("9/1/a:b/6"), writing("9/1/a:b/5"))).isInstanceOf(Finding.Healthy.class);
    }

    @Test
    void isSickWhenTheWriterGetsNoFurther() {
        assertThat(probe.examine(writing("9/1/a:b/5"), writing("9/1/a:b/5")))
                .isInstanceOfSatisfying(Finding.Sick.class, sick -> {
                    assertThat(sick.symptom()).isEqualTo(Symptom.OUTPUT_BLOCKED);
                    assertThat(sick.evidence().summary()).contains("process 9");
                });
    }
}
