package io.sessionwarden.schedule;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.schedule.Schedule.Threads;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program of its own, for {@link RecoveryIT} to kill: runs a cycle that has recorded its intent and never ends. */
final class RunningUntilKilled {

    private RunningUntilKilled() {}

    public static void main(String[] folder) throws InterruptedException {
        var database = Database.h2(Path.of(folder[0]));
        var trail = new HibernateAuditTrail(database, InstantSource.system());
        var never = new CountDownLatch(1);
        var schedule = Schedule.open(
                database.dataSource(), Threads.DEFAULT, (id, e) -> e.printStackTrace(), Duration.ofSeconds(1));
        schedule.start(
                cycle -> {
                    trail.append(AuditEvent.ofWarden(EventType.CYCLE_STEP, "RESETTING", "r1", Map.of("cycle", cycle)));
                    System.out.println("runs " + cycle);
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                server -> {});
        schedule.queue().enqueue("c-1");
        never.await();
    }
}
