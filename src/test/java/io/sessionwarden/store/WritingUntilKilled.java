package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.cycle.Ledger.Opening;
import io.sessionwarden.cycle.LedgerContract;
import io.sessionwarden.policy.Caller;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program of its own, for {@link DurabilityIT} to kill: two threads write to the trail and the ledger without end, and
 * print what they were told is durable.
 */
final class WritingUntilKilled {

    private WritingUntilKilled() {}

    public static void main(String[] folder) throws InterruptedException {
        var database = Database.h2(Path.of(folder[0]));
        var trail = new HibernateAuditTrail(database, InstantSource.system());
        var ledger = new HibernateLedger(database, trail, "writer");

        var records = new Thread(() -> {
            for (int i = 0; ; i++) {
                var record = trail.append(event("record " + i));
                System.out.println("record " + record.sequence() + " " + record.hash());
            }
        });
        var cycles = new Thread(() -> {
            for (int i = 0; ; i++) {
                var at = Instant.EPOCH.plusSeconds(i);
                var opening = ledger.open(
                        newCycle(ProcessHandle.current().pid() + "/" + i, at), List.of(), List.of(event("PERMITTED")));
                var cycle = ((Opening.Opened) opening).cycle();
                System.out.println("cycle " + cycle.id() + " " + cycle.state());
                for (var to : List.of(CycleState.RESETTING, CycleState.VERIFYING, CycleState.HEALED)) {
                    cycle = ledger.advance(cycle, Move.to(to), at, List.of(), List.of(event(to.name())))
                            .orElseThrow();
                    System.out.println("cycle " + cycle.id() + " " + cycle.state());
                }
            }
        });
        records.start();
        cycles.start();
        records.join();
    }

    private static NewCycle newCycle(String name, Instant at) {
        var session = LedgerContract.session("alpha", name, "1000");
        return new NewCycle("i-1", session, Caller.WATCHDOG, new TreeMap<>(), at, null, null);
    }

    private static AuditEvent event(String outcome) {
        return AuditEvent.ofWarden(EventType.CYCLE_STEP, outcome, "r1", Map.of("message", "x".repeat(200)));
    }
}
