package io.sessionwarden.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Since when the incidents at a seat are counted anew. Written only; a query compares with it. */
@SuppressWarnings("UnusedVariable")
@Entity
@Table(name = "acknowledged")
class AcknowledgedRow {

    @Id
    private String seat;

    private Instant since;

    @SuppressWarnings("NullAway.Init")
    protected AcknowledgedRow() {}

    AcknowledgedRow(String seat, Instant since) {
        this.seat = seat;
        this.since = since;
    }
}
