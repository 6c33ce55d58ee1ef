package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.AuditTrailContract;
import io.sessionwarden.audit.MerkleProof;
import io.sessionwarden.audit.TreeHash;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HibernateAuditTrailTest extends AuditTrailContract {

    @TempDir
    private Path folder;

    private Database database;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        database = Database.h2(folder);
        trail = new HibernateAuditTrail(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    private void tamper(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private void appendFive() {
        trail.append(Collections.nCopies(5, event("i-1", "permit")));
        assertThat(trail.verify().holds()).isTrue();
    }

    @Test
    void findsEveryKindOfTampering() throws SQLException {
        appendFive();

        tamper("update audit_record set payload = '{}' where sequence = 1");
        tamper("update audit_record set recorded_at = recorded_at - interval '1' second where sequence = 2");
        tamper("delete from audit_record where sequence = 3");
        tamper("update audit_record set previous_hash = hash where sequence = 5");

        assertThat(trail.verify().faults())
                .containsExactly(
                        "record 1: its payload was altered",
                        "record 2: its header was altered",
                        "record 3: missing",
                        "record 5: its header was altered",
                        "record 5: does not follow what stands before it; one of the two was altered");
    }

    @Test
    void noticesAMissingEnd() throws SQLException {
        appendFive();
        tamper("delete from audit_record where sequence = 5");

        assertThat(trail.verify().faults()).containsExactly("record 5: missing: the head is at record 5");
    }

    @Test
    void noticesWhatTheHeadDoesNotKnow() throws SQLException {
        appendFive();
        tamper("update chain_head set sequence = 4");

        assertThat(trail.verify().faults()).containsExactly("record 5: the head knows of no record after 4");
    }

    @Test
    void recordsNothingWithoutAHead() throws SQLException {
        appendFive();
        tamper("delete from chain_head");

        assertThat(trail.verify().faults()).containsExactly("record 5: the head knows of no record after 0");
        assertThatThrownBy(() -> trail.append(event("i-1", "permit")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nothing can be recorded");
    }

    @Test
    void namesTheRecordThatCannotBeRead() throws SQLException {
        appendFive();
        tamper("update audit_record set payload = 'x' where sequence = 2");

        assertThatThrownBy(() -> trail.ofIncident("i-1"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("record 2 ");
    }

    @Test
    void endsTheCheckAtTheGreatestNumberThereIs() throws SQLException {
        appendFive();
        tamper("update audit_record set sequence = " + Long.MAX_VALUE + " where sequence = 5");

        assertThat(trail.verify().records()).isEqualTo(5);
    }

    @Test
    void readsMoreThanAPage() {
        for (int i = 0; i < 6; i++) {
            trail.append(Collections.nCopies(200, event("i-" + i, "permit")));
        }

        var seen = new ArrayList<AuditRecord>();
        trail.read(Instant.EPOCH, clock.instant().plusSeconds(1), seen::add);

        assertThat(seen).hasSize(1200).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        assertThat(trail.verify().records()).isEqualTo(1200);
    }

    @Test
    void goesOnWithTheChainAfterARestart() {
        appendFive();
        database.close();
        open();

        assertThat(trail.append(event("i-1", "permit")).sequence()).isEqualTo(6);
        assertThat(trail.verify().holds()).isTrue();
    }

    @Test
    void buildsTheTreeOfAnEarlierVersion() throws SQLException {
        trail.append(Collections.nCopies(700, event("i-1", "permit")));
        var head = trail.head();
        var node = trail.nodes().node(8, 1);
        backToAnEarlierVersion();
        open();

        assertThat(trail.head()).isEqualTo(head);
        assertThat(trail.nodes().node(8, 1)).isEqualTo(node);
        trail.append(event("i-1", "permit"));
        assertThat(trail.verify().faults()).isEmpty();
    }

    private void backToAnEarlierVersion() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from \"flyway_schema_history\" where \"version\" in ('9', '10')");
            statement.execute("drop table tree_node");
            statement.execute("alter table chain_head drop column peaks");
        }
        database.close();
    }

    /** Its tree would have other leaves than its records have numbers, and be taken for good or for altered since. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from audit_record where sequence = 3     | record 3: missing.
            delete from audit_record where sequence = 5     | its head is at record 5, and the last one there is 4.
            update chain_head set sequence = 4              | its head is at record 4, and there are records up to 5.
            delete from chain_head                          | its head is gone.
            """)
    void saysThatATrailOfAnEarlierVersionWasAltered(String tampering, String told) throws SQLException {
        appendFive();
        tamper(tampering);
        backToAnEarlierVersion();

        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the trail was altered before this version came to it: " + told)
                    .hasMessageContaining("To go on, move the folder away");
        }
    }

    @Test
    void recordsNothingWhereTheHeadsTreeWasAltered() throws SQLException {
        appendFive();
        tamper("update chain_head set peaks = ''");

        assertThat(trail.verify().faults())
                .containsExactly("record 5: the head has another tree for it and those before");
        assertThatThrownBy(() -> trail.append(event("i-1", "permit")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nothing can be recorded");
    }

    @Test
    void provesARecordInAnyTileOfTheTree() {
        for (int i = 0; i < 7; i++) {
            trail.append(Collections.nCopies(100, event("i-" + i, "permit")));
        }
        var nodes = trail.nodes();
        var root = HexFormat.of().parseHex(trail.verify().root());
        for (long sequence : new long[] {1, 2, 256, 257, 511, 512, 513, 699, 700}) {
            trail.links(
                    sequence,
                    sequence,
                    link -> assertThat(MerkleProof.rootOf(
                                    TreeHash.leaf(link),
                                    sequence - 1,
                                    700,
                                    MerkleProof.inclusion(sequence - 1, 700, nodes)))
                            .isEqualTo(root));
        }
    }
}
