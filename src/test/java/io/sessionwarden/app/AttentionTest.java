package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttentionTest {

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);

    private Attention attention(Duration sinceLastStart) {
        return new Attention(
                trail,
                clock,
                clock.steady(),
                Map.of("local", Duration.ofSeconds(2)),
                Map.of("local", clock.instant().minus(sinceLastStart)));
    }

    private int gaps() {
        return trail.events(EventType.NOT_WATCHED).size();
    }

    @Test
    void theTimeBeforeThisStartIsAGap() {
        attention(Duration.ofMinutes(1)).swept("local");
        assertThat(trail.events(EventType.NOT_WATCHED))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.detail("seconds")).isEqualTo("60"));
    }

    @Test
    void aClockThatIsSetIsNoGapAndHidesNone() {
        var attention = attention(Duration.ZERO);
        attention.swept("local");
        clock.advance(Duration.ofMillis(500));
        clock.set(clock.instant().plusSeconds(3600));
        attention.swept("local");
        assertThat(gaps()).isZero();
        clock.advance(Duration.ofSeconds(30));
        clock.set(clock.instant().minusSeconds(3600));
        attention.swept("local");
        assertThat(gaps()).isEqualTo(1);
    }
}
