package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.fake.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trail and the ledger have returned survives kill -9. */
class DurabilityIT {

    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    private final Map<Long, String> printedHashes = new HashMap<>();
    private final Map<String, CycleState> printedStates = new HashMap<>();

    @Test
    void losesNothingThatWasSaidToBeDurable() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("DurabilityIT: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            writeUntilKilled(20 + random.nextInt(300));
            checkEverythingPrinted();
        }
        System.out.println("DurabilityIT: " + printedHashes.size() + " records and " + printedStates.size()
                + " cycles printed before " + ROUNDS + " kills, all there");
    }

    private void writeUntilKilled(int lines) throws IOException {
        try (var writer = ChildJvm.start(WritingUntilKilled.class, folder.toString())) {
            int seen = 0;
            // What it printed between the decision to kill it and its death counts as well.
            for (var line = writer.readLine(); line != null; line = writer.readLine()) {
                note(line);
                if (++seen == lines) {
                    writer.kill();
                }
            }
            assertThat(seen).as("lines printed").isGreaterThanOrEqualTo(lines);
        }
    }

    /** The last line may be cut off in the middle: then nothing was promised. */
    private void note(String line) {
        var words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals("record") && words[2].length() == 64) {
            printedHashes.put(Long.parseLong(words[1]), words[2]);
        } else if (words.length == 3 && words[0].equals("cycle")) {
            for (var state : CycleState.values()) {
                if (state.name().equals(words[2])) {
                    printedStates.put(words[1], state);
                }
            }
        }
    }

    private void checkEverythingPrinted() {
        try (var database = Database.h2(folder)) {
            var trail = new HibernateAuditTrail(database, InstantSource.system());
            var ledger = new HibernateLedger(database, trail, "w1");

            assertThat(trail.verify().faults()).isEmpty();
            var hashes = new HashMap<Long, String>();
            trail.read(
                    Instant.EPOCH,
                    Instant.parse("2100-01-01T00:00:00Z"),
                    record -> hashes.put(record.sequence(), record.hash()));
            assertThat(hashes).containsAllEntriesOf(printedHashes);
            printedStates.forEach((id, printed) -> assertThat(
                            ledger.findCycle(id).orElseThrow().state())
                    .as(id)
                    .isGreaterThanOrEqualTo(printed));
        }
    }
}
