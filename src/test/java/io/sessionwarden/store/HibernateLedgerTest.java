package io.sessionwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.LedgerContract;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HibernateLedgerTest extends LedgerContract {

    @TempDir
    private Path folder;

    private Database database;
    private AuditTrail trail;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = Database.h2(folder);
        var hibernateTrail = new HibernateAuditTrail(database, InstantSource.fixed(NOW));
        trail = hibernateTrail;
        ledger = new HibernateLedger(database, hibernateTrail, "w1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    /** So that the trail refuses every record: the last step of each transaction fails. */
    private void breakTheTrail() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from chain_head");
        }
    }

    /** Two nodes fenced each other in a loop: here one has the cycle, and whoever slept over its claim is refused. */
    @Test
    void ofTwoWardensOneCarriesACycleOnAndTheOtherWhenItsClaimIsOver() {
        var other = new HibernateLedger(database, new HibernateAuditTrail(database, InstantSource.fixed(NOW)), "w2");
        var cycle = open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW);

        assertThat(other.claim(cycle.id(), NOW.plus(Ledger.LEASE).minusMillis(1)))
                .isEmpty();
        assertThat(ledger.claim(cycle.id(), NOW.plusSeconds(1))).contains(cycle);

        var later = NOW.plus(Ledger.LEASE);
        var taken = other.claim(cycle.id(), later).orElseThrow();
        assertThat(taken.token()).isGreaterThan(cycle.token());
        assertThat(ledger.advance(cycle, Move.to(CycleState.RESETTING), later, List.of(), List.of(event("late"))))
                .as("it slept over its claim")
                .isEmpty();
        assertThat(ledger.claim(cycle.id(), later)).isEmpty();
        assertThat(other.advance(taken, Move.to(CycleState.RESETTING), later, List.of(), List.of(event("mine"))))
                .isPresent();
    }

    @Test
    void changesNothingThatCannotBeRecorded() throws SQLException {
        var session = session("alpha", "pts/1", "1000");
        var cycle = open(session, Caller.WATCHDOG, NOW);
        var events = List.of(event("x"));
        breakTheTrail();

        var incident = incident(ledger.nextIncidentId(), session, Symptom.STOPPED, NOW);
        assertThatThrownBy(() -> ledger.record(List.of(incident), events)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> ledger.advance(cycle, Move.to(CycleState.RESETTING), NOW, List.of(), events))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> open(session("alpha", "pts/2", "1000"), Caller.WATCHDOG, NOW))
                .isInstanceOf(StoreException.class);

        assertThat(ledger.openIncidents()).isEmpty();
        assertThat(ledger.openCycles()).containsExactly(cycle);
    }

    @Test
    void knowsEverythingAfterARestart() {
        var incident = incident(ledger.nextIncidentId(), session("alpha", "pts/1", "1000"), Symptom.STOPPED, NOW);
        ledger.record(List.of(incident), List.of(event("one")));
        var cycle = advance(open(session("alpha", "pts/1", "1000"), Caller.WATCHDOG, NOW), CycleState.RESETTING);
        database.close();
        open();

        assertThat(ledger.openIncidents()).containsExactly(incident);
        assertThat(ledger.openCycles()).containsExactly(cycle);
        assertThat(ledger.nextIncidentId()).isEqualTo("i-2");
        assertThat(ledger.history(session("alpha", "pts/1", "1000"), 1, 1, NOW, "")
                        .running())
                .isEqualTo(1);
    }
}
