package io.sessionwarden.probe;

import static io.sessionwarden.fake.Sessions.session;
import static io.sessionwarden.fake.Sessions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Symptom;
import org.junit.jupiter.api.Test;

class SecondDisplayTest {

    private final SecondDisplay probe = new SecondDisplay();

    @Test
    void isSickWhereItsUserWorksInAnotherOne() {
        assertThat(probe.examine(with(session("w", 101), SecondDisplay.VITAL, "rdp:11"), null))
                .isInstanceOfSatisfying(Finding.Sick.class, sick -> {
                    assertThat(sick.symptom()).isEqualTo(Symptom.SECOND_DISPLAY);
                    assertThat(sick.evidence().summary()).endsWith("is disconnected here and active in session rdp:11");
                });
    }

    @Test
    void isHealthyElsewhere() {
        assertThat(probe.examine(session("w", 101), null)).isInstanceOf(Finding.Healthy.class);
        assertThat(probe.examine(with(session("w", 101), SecondDisplay.VITAL, ""), null))
                .isInstanceOf(Finding.Healthy.class);
    }
}
