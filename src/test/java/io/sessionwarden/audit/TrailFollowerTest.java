package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.RecordingAuditTrail;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TrailFollowerTest {

    private final RecordingAuditTrail trail = new RecordingAuditTrail();
    private final List<Long> read = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

    @Test
    void handsOnEachLaterRecordOnceAndInOrder() {
        trail.append(AuditTrailContract.event("i-1", "permit"));
        try (var follower = follower()) {
            trail.append(AuditTrailContract.event("i-2", "permit"));
            trail.append(AuditTrailContract.event("i-3", "permit"));
            follower.wake();
            follower.wake();
            Await.until("both were read", () -> read.size() == 2);
            trail.append(AuditTrailContract.event("i-4", "permit"));
            follower.wake();
            Await.until("the third was read", () -> read.size() == 3);
        }
        assertThat(read).containsExactly(2L, 3L, 4L);
    }

    @Test
    void goesOnAfterAReaderThatFailed() {
        try (var follower = new TrailFollower(
                trail,
                entry -> {
                    read.add(entry.sequence());
                    throw new IllegalStateException("no room");
                },
                failures::add)) {
            trail.append(AuditTrailContract.event("i-1", "permit"));
            follower.wake();
            Await.until("it failed", () -> failures.size() == 1);
            trail.append(AuditTrailContract.event("i-2", "permit"));
            follower.wake();
            Await.until("it went on", () -> read.size() == 2);
        }
        assertThat(read).containsExactly(1L, 2L);
    }

    @Test
    void handsOnWhatIsLeftWhenItIsClosed() {
        var follower = follower();
        trail.append(AuditTrailContract.event("i-1", "permit"));
        follower.close();

        assertThat(read).containsExactly(1L);
    }

    private TrailFollower follower() {
        return new TrailFollower(trail, entry -> read.add(entry.sequence()), failures::add);
    }
}
