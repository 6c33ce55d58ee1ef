package io.sessionwarden.host.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private long now = Long.MAX_VALUE - 5;
    private double chance;
    private final Backoff backoff = new Backoff(() -> now, () -> chance);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void triesAtOnceWhatHasNotFailed() {
        assertThat(backoff.left()).isZero();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureAndAtMost64Seconds() {
        var seconds = new ArrayList<Long>();
        for (int i = 0; i < 9; i++) {
            backoff.failed();
            seconds.add(backoff.left().toSeconds());
            pass(backoff.left());
            assertThat(backoff.left()).isZero();
        }
        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
    }

    @Test
    void spreadsWhatHasFailedTogetherOverHalfOfTheTime() {
        chance = 0.5;
        backoff.failed();
        assertThat(backoff.left()).isEqualTo(Duration.ofMillis(750));
        chance = 0.999;
        backoff.failed();
        assertThat(backoff.left()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1002));
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed();
        backoff.failed();
        backoff.succeeded();
        assertThat(backoff.left()).isZero();
        backoff.failed();
        assertThat(backoff.left()).isEqualTo(Duration.ofSeconds(1));
    }
}
