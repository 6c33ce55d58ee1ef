package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Silence silence = new Silence(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void doesNotLastWhileTheServerAnswers() {
        assertThat(silence.lasts()).isFalse();
        silence.answered();
        assertThat(silence.lasts()).isFalse();
    }

    @Test
    void growsWithEveryTimeOutUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            silence.unanswered();
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(silence.lasts()).isTrue();
            pass(Duration.ofMillis(1));
            assertThat(silence.lasts()).isFalse();
        }
    }

    @Test
    void beginsAnewAfterAnAnswer() {
        silence.unanswered();
        silence.unanswered();
        silence.answered();
        silence.unanswered();
        pass(Duration.ofSeconds(1));
        assertThat(silence.lasts()).isFalse();
    }
}
