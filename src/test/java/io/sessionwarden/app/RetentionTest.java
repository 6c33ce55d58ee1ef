package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.evidence.EvidenceFolder;
import io.sessionwarden.evidence.Masks;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    private EvidenceFolder store;
    private Retention retention;

    @BeforeEach
    void open() {
        store = new EvidenceFolder(folder, Masks.NONE, clock);
        retention = new Retention(store, trail, () -> "r1", clock);
    }

    @Test
    void deletesWhatIsThirtyDaysOldAndRecordsIt() throws Exception {
        store.keep("i-1", "x");
        clock.advance(Duration.ofDays(29));
        store.keep("i-2", "x");
        retention.look();
        assertThat(store.read("i-1.1")).isPresent();
        assertThat(trail.records()).isEmpty();

        clock.advance(Duration.ofDays(1).plusSeconds(1));
        retention.look();
        assertThat(store.read("i-1.1")).isEmpty();
        assertThat(store.read("i-2.1")).isPresent();
        assertThat(trail.records()).singleElement().satisfies(record -> {
            assertThat(record.event().type()).isEqualTo(EventType.EVIDENCE_DELETED);
            assertThat(record.event().detail("screens")).isEqualTo("i-1.1");
        });
    }

    @Test
    void looksOnceAnHour() throws Exception {
        store.keep("i-1", "x");
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        retention.look();
        clock.advance(Duration.ofMinutes(58));
        retention.look();
        assertThat(store.read("i-1.1")).isPresent();
        clock.advance(Duration.ofMinutes(3));
        retention.look();
        assertThat(store.read("i-1.1")).isEmpty();
    }

    @Test
    void deletesNothingThatCannotBeRecorded() throws Exception {
        store.keep("i-1", "x");
        clock.advance(Duration.ofDays(31));
        trail.breakWith(new IllegalStateException("disk full"));
        assertThatThrownBy(retention::look).hasMessage("disk full");
        assertThat(store.read("i-1.1")).isPresent();
    }
}
