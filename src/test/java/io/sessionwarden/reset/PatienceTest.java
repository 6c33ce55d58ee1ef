package io.sessionwarden.reset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void waitsUntilItsTimeIsOverAndNoLonger() {
        var limit = Duration.ofMillis(60);
        var patience = Patience.of(limit);
        long begun = System.nanoTime();
        int waits = 0;
        while (patience.again()) {
            waits++;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(limit);
        // Pauses of 5 ms; a park may end early, and a busy machine wakes up late.
        assertThat(waits).isBetween(1, 200);
        assertThat(patience.again()).isFalse();
    }

    @Test
    void beginsWithTheFirstWaitAndNotWhenItIsMade() {
        var patience = Patience.of(Duration.ofMillis(20));
        var meanwhile = Patience.of(Duration.ofMillis(40));
        while (meanwhile.again()) {
            // The first one's time would be over by now.
        }
        assertThat(patience.again()).isTrue();
    }

    @Test
    void ofNoTimeDoesNotWait() {
        assertThat(Patience.of(Duration.ZERO).again()).isFalse();
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(Patience.of(Duration.ofHours(1)).again()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
