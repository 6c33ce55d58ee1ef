package io.sessionwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sessionwarden.policy.Ladder.Step;
import io.sessionwarden.session.Rung;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {

    private static final String WHOLE =
            "continue 5s > warn 60s > disconnect 10s > log-off 30s > reset 15s > force 15s > human";

    @Test
    void isReadAsItIsWritten() {
        assertThat(Ladder.parse(WHOLE)).hasToString(WHOLE);
        assertThat(Ladder.parse(" warn 2m>reset  15s ")).hasToString("warn 120s > reset 15s");
        assertThat(Ladder.parse("reset 15s > human")).isEqualTo(Ladder.RESET);
        assertThat(Ladder.parse("reset 120m")).hasToString("reset 7200s");
    }

    @Test
    void isClimbedFromTheRungThatWasTakenLast() {
        var ladder = Ladder.parse(WHOLE);
        assertThat(ladder.above(null)).contains(new Step(Rung.CONTINUE, Duration.ofSeconds(5)));
        assertThat(ladder.above(Rung.DISCONNECT).map(Step::rung)).contains(Rung.LOG_OFF);
        assertThat(ladder.above(Rung.HUMAN)).isEmpty();
        assertThat(Ladder.parse("continue 5s > human").above(Rung.RESET).map(Step::rung))
                .contains(Rung.HUMAN);
    }

    @Test
    void forSomebodyWhoAskedItBeginsWithTheReset() {
        assertThat(Ladder.parse(WHOLE).from(Rung.RESET)).hasToString("reset 15s > force 15s > human");
        assertThat(Ladder.parse("continue 5s > human").from(Rung.RESET)).isEqualTo(Ladder.RESET);
    }

    @Test
    void isWithinAnotherThatHasAllItsRungs() {
        assertThat(Ladder.parse("reset 5s").within(Ladder.RESET)).isTrue();
        assertThat(Ladder.RESET.within(Ladder.parse("reset 5s"))).isFalse();
        assertThat(Ladder.parse("force 5s").within(Ladder.RESET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reset",
                "human 5s",
                "reset 0s",
                "reset 3h",
                "reset 121m",
                "reset 5s > reset 5s",
                "reset 5s > continue 5s",
                "reset 5s >",
                "jump 5s"
            })
    void whatIsNoLadderIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ladder.parse(text));
    }
}
