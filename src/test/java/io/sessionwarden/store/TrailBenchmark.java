package io.sessionwarden.store;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.audit.MerkleProof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the trail is written and verified, beside a bare journal on the same disk in the same run. Prints figures and judges
 * none. Runs with {@code mvn -B test -Dtest=TrailBenchmark}; {@code -Dtrail.singles=1000000} writes so many one by one.
 */
class TrailBenchmark {

    private static final int MILLION = 1_000_000;
    private static final int SINGLES = Integer.getInteger("trail.singles", 20_000);
    private static final int ROUND = 1_000;
    private static final int WARM = 2_000;

    @TempDir
    private Path folder;

    private static AuditEvent event() {
        return AuditEvent.ofWarden(EventType.CYCLE_STEP, "HEALED", "3f9a0c11d2e4", Map.of("message", "x".repeat(200)));
    }

    /** Takes turns of a thousand, so that whatever else the machine does falls on both. */
    @Test
    void oneByOneBesideABareJournal() throws IOException {
        try (var database = Database.h2(folder);
                var journal = FileChannel.open(
                        folder.resolve("journal"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND)) {
            var trail = new HibernateAuditTrail(database, InstantSource.system());
            for (int i = 0; i < WARM; i++) {
                trail.append(event());
            }
            long inTrail = 0;
            long inJournal = 0;
            for (int done = 0; done < SINGLES; done += ROUND) {
                long begun = System.nanoTime();
                for (int i = 0; i < ROUND; i++) {
                    trail.append(event());
                }
                inTrail += System.nanoTime() - begun;
                begun = System.nanoTime();
                for (int i = 0; i < ROUND; i++) {
                    journal.write(ByteBuffer.allocate(700));
                    journal.force(false);
                }
                inJournal += System.nanoTime() - begun;
            }
            double trailRate = SINGLES / (inTrail / 1e9);
            double journalRate = SINGLES / (inJournal / 1e9);
            print(
                    "synced records, one by one: %,.0f/s; bare journal and fdatasync: %,.0f/s; %.2f of it",
                    trailRate, journalRate, trailRate / journalRate);
            print(
                    "file after %,d single writes: %,d kB (%,d bytes a record)",
                    SINGLES + WARM, fileSize() / 1024, fileSize() / (SINGLES + WARM));
        }
        print("file after closing: %,d kB", fileSize() / 1024);
    }

    private long fileSize() throws IOException {
        return Files.size(folder.resolve("warden.mv.db"));
    }

    @Test
    void aMillion() throws IOException {
        try (var database = Database.h2(folder)) {
            var trail = new HibernateAuditTrail(database, InstantSource.system());
            var hundred = Collections.nCopies(100, event());
            long begun = System.nanoTime();
            for (int i = 0; i < MILLION / 100; i++) {
                trail.append(hundred);
            }
            print("synced records, 100 a transaction: %,.0f/s", MILLION / seconds(begun));
            for (int round = 0; round < 3; round++) {
                begun = System.nanoTime();
                var found = trail.verify();
                print(
                        "verified %,d records from the database in %.1f s, %d faults",
                        found.records(), seconds(begun), found.faults().size());
            }
            begun = System.nanoTime();
            int proofs = 100;
            int bytes = 0;
            for (int i = 0; i < proofs; i++) {
                bytes = Math.max(
                        bytes,
                        MerkleProof.inclusion(i * 9_973L, MILLION, trail.nodes())
                                        .size()
                                * 32);
            }
            print("inclusion proof in a million: %d bytes, %.1f ms", bytes, 1000 * seconds(begun) / proofs);
            print("file of a million records in hundreds: %,d kB", fileSize() / 1024);
        }
        int hashes = MerkleProof.inclusion(39_999_999, 80_000_000, (level, index) -> new byte[32])
                .size();
        print("inclusion proof in 80 million: %d hashes, %d bytes, %d as text", hashes, hashes * 32, hashes * 65);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void print(String format, Object... figures) {
        System.out.println("BENCHMARK " + String.format(Locale.ROOT, format, figures));
    }
}
