package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every audit trail keeps to. */
public abstract class AuditTrailContract {

    protected final SettableClock clock = new SettableClock();

    protected abstract AuditTrail trail();

    protected static AuditEvent event(String incident, String outcome) {
        var details = new TreeMap<String, String>();
        details.put("sessionName", "pts/1");
        details.put("message", "d\u00e9j\u00e0 \"vu\"\n\u0001 \ud83d\ude80");
        return new AuditEvent(
                EventType.DECISION,
                "policy",
                "anna (1000)",
                "local",
                "local/terminal sid=7",
                incident,
                outcome,
                "3f9a",
                details);
    }

    @Test
    void chainsEachRecordToItsPredecessor() {
        var first = trail().append(event("i-1", "permit"));
        var others = trail().append(List.of(event("i-1", "deny"), event("i-2", "ask")));

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo(Chain.START);
        assertThat(others).extracting(AuditRecord::sequence).containsExactly(2L, 3L);
        assertThat(others.get(0).previousHash()).isEqualTo(first.hash());
        assertThat(others.get(1).previousHash()).isEqualTo(others.get(0).hash());
        var found = trail().verify();
        assertThat(found.faults()).isEmpty();
        assertThat(found.records()).isEqualTo(3);
        assertThat(found.head()).isEqualTo(others.get(1).hash());
    }

    @Test
    void verifiesWhenEmpty() {
        assertThat(trail().verify())
                .isEqualTo(new AuditTrail.Verification(0, 0, Chain.START, Chain.hash(""), List.of()));
    }

    @Test
    void handsOverWhatCameAfterARecord() {
        assertThat(trail().latest()).isZero();
        trail().append(List.of(event("i-1", "permit"), event("i-1", "deny"), event("i-2", "ask")));

        var after = new ArrayList<AuditRecord>();
        trail().readAfter(1, after::add);
        trail().readAfter(3, after::add);

        assertThat(after).extracting(AuditRecord::sequence).containsExactly(2L, 3L);
        assertThat(trail().latest()).isEqualTo(3);
    }

    @Test
    void appendsNothingWhenGivenNothing() {
        assertThat(trail().append(List.of())).isEmpty();
        assertThat(trail().verify().records()).isZero();
    }

    @Test
    void givesBackWhatItWasGiven() {
        clock.set(Instant.parse("2026-03-01T08:00:00.123456789Z"));
        var appended = trail().append(event("i-1", "permit"));

        assertThat(appended.at()).isEqualTo("2026-03-01T08:00:00.123456Z");
        assertThat(appended.event()).isEqualTo(event("i-1", "permit"));
        assertThat(trail().ofIncident("i-1")).containsExactly(appended);
    }

    @Test
    void readsAPeriodInOrderUpToButNotIncludingItsEnd() {
        var start = clock.instant();
        var appended = new ArrayList<AuditRecord>();
        for (int i = 0; i < 5; i++) {
            appended.add(trail().append(event("i-" + i, "permit")));
            clock.advance(Duration.ofMinutes(1));
        }

        var seen = new ArrayList<AuditRecord>();
        trail().read(start.plusSeconds(60), start.plusSeconds(180), seen::add);

        assertThat(seen).containsExactlyElementsOf(appended.subList(1, 3));
    }

    @Test
    void readsInTheOrderOfRecordingAlsoWhenTheClockWentBack() {
        var start = clock.instant();
        var first = trail().append(event("i-1", "permit"));
        clock.advance(Duration.ofMinutes(-30));
        var second = trail().append(event("i-2", "permit"));

        var seen = new ArrayList<AuditRecord>();
        trail().read(start.minusSeconds(3600), start.plusSeconds(1), seen::add);

        assertThat(seen).containsExactly(first, second);
        assertThat(trail().verify().holds()).isTrue();
    }

    @Test
    void findsTheRecordsOfOneIncidentOnly() {
        var first = trail().append(event("i-1", "permit"));
        trail().append(event("i-11", "permit"));
        var third = trail().append(event("i-1", "deny"));

        assertThat(trail().ofIncident("i-1")).containsExactly(first, third);
        assertThat(trail().ofIncident("i-2")).isEmpty();
        assertThat(trail().ofIncidents(List.of("i-1", "i-2", "i-11")))
                .containsEntry("i-1", List.of(first, third))
                .hasEntrySatisfying("i-11", records -> assertThat(records).hasSize(1));
        assertThat(trail().ofIncidents(List.of())).isEmpty();
    }

    @Test
    void keepsOneChainWhenSeveralThreadsAppend() throws Exception {
        int threads = 4;
        int each = 25;
        var pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Void> appendAll = () -> {
                for (int i = 0; i < each; i++) {
                    trail().append(List.of(event("i-1", "permit"), event("i-2", "deny")));
                }
                return null;
            };
            for (var done : pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> appendAll).toList())) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        var verification = trail().verify();
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.records()).isEqualTo(2L * threads * each);
    }

    @Test
    void keepsWhatNoDatabaseWouldGiveBack() {
        trail().append(new AuditEvent(
                EventType.DECISION, "policy", "half \ud83d", "", "", "i-1", "", "", new TreeMap<>()));

        assertThat(trail().verify().faults()).isEmpty();
        assertThat(trail().ofIncident("i-1"))
                .extracting(record -> record.event().who())
                .containsExactly("half \ufffd");
    }
}
