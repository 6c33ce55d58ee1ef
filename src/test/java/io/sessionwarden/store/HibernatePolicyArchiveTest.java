package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.PolicyEdition;
import io.sessionwarden.policy.PolicyEdition.Content;
import io.sessionwarden.rollout.EditState;
import io.sessionwarden.rollout.PolicyArchive.Standing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HibernatePolicyArchiveTest {

    private static final PolicyEdition ONE = edition("aaa", new byte[] {1, 0, -1});
    private static final PolicyEdition TWO = edition("bbb", new byte[0]);

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private Database database;
    private HibernateAuditTrail trail;
    private HibernatePolicyArchive archive;

    @BeforeEach
    void open() {
        database = Database.h2(folder);
        trail = new HibernateAuditTrail(database, clock);
        archive = new HibernatePolicyArchive(database, trail);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static PolicyEdition edition(String revision, byte[] bytes) {
        return new PolicyEdition(
                revision,
                new TreeMap<>(Map.of(
                        "scenarios/a.yaml", new Content("rules/scenarios/a.yaml", ByteBuffer.wrap(bytes)),
                        "a.drl",
                                new Content("rules/a.drl", ByteBuffer.wrap("rule".getBytes(StandardCharsets.UTF_8))))));
    }

    private Standing standing(PolicyEdition edition, EditState state) {
        clock.advance(Duration.ofSeconds(1));
        return new Standing(edition.revision(), state, clock.instant(), "root", "a reason");
    }

    @Test
    void anEditionComesBackByteForByteAfterARestart() {
        archive.record(List.of(ONE, ONE), List.of(standing(ONE, EditState.IN_FORCE)), List.of());
        close();
        open();

        assertThat(archive.find("aaa")).contains(ONE);
        assertThat(archive.inForce().map(Standing::revision)).contains("aaa");
        assertThat(archive.find("nowhere")).isEmpty();
    }

    @Test
    void editionsStandAsTheLastRecordSaysAndTheLatestComesFirst() {
        archive.record(List.of(ONE), List.of(standing(ONE, EditState.IN_FORCE)), List.of());
        archive.record(
                List.of(ONE, TWO),
                List.of(standing(ONE, EditState.REPLACED), standing(TWO, EditState.IN_FORCE)),
                List.of());

        assertThat(archive.latest(10)).extracting(Standing::revision).containsExactly("bbb", "aaa");
        assertThat(archive.latest(1)).hasSize(1);
        assertThat(archive.standing("aaa").map(Standing::state)).contains(EditState.REPLACED);
        assertThat(archive.inForce().map(Standing::revision)).contains("bbb");
    }

    @Test
    void whatCannotBeRecordedInTheTrailIsNotNoted() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from chain_head");
        }
        var event = AuditEvent.ofWarden(EventType.POLICY_CHANGED, "in force", "aaa", Map.of());

        assertThatThrownBy(
                        () -> archive.record(List.of(ONE), List.of(standing(ONE, EditState.IN_FORCE)), List.of(event)))
                .isInstanceOf(StoreException.class);
        assertThat(archive.find("aaa")).isEmpty();
        assertThat(archive.inForce()).isEmpty();
    }
}
