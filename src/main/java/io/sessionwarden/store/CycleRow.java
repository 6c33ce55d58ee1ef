package io.sessionwarden.store;

import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.cycle.Cycle;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Ledger.NewCycle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A reset cycle as it stands. Some of its columns are there for queries to ask for. */
@SuppressWarnings("UnusedVariable")
@Entity
@Table(name = "reset_cycle")
class CycleRow {

    /** What the ids of cycles begin with. */
    static final String PREFIX = "c-";

    @Id
    private long number;

    private String incident;
    private String server;
    private String seat;
    private @Nullable String account;

    /** Unique among the rows that have one: so no incarnation has two open cycles. */
    @Column(name = "open_identity")
    private @Nullable String openIdentity;

    private boolean automatic;
    private String state;
    private String session;
    private String caller;
    private String ready;
    private Instant opened;

    /** When it reached {@link CycleState#RESETTING}; what never did does not count against the limits. */
    private @Nullable Instant begun;

    private Instant changed;

    @SuppressWarnings("NullAway.Init")
    protected CycleRow() {}

    CycleRow(long number, NewCycle cycle, Instant at) {
        var of = cycle.session();
        this.number = number;
        incident = cycle.incident();
        server = of.server();
        seat = of.seat();
        account = of.account() == null ? null : of.account().toString();
        openIdentity = Chain.hash(of.identity().canonical());
        automatic = cycle.caller().isWatchdog();
        state = CycleState.PERMITTED.name();
        session = ValueTexts.of(of);
        caller = ValueTexts.of(cycle.caller());
        ready = FlatJson.write(cycle.ready());
        opened = at;
        changed = at;
    }

    String id() {
        return PREFIX + number;
    }

    CycleState state() {
        return CycleState.valueOf(state);
    }

    void moveTo(CycleState next, Instant at) {
        state = next.name();
        changed = at;
        if (next == CycleState.RESETTING) {
            begun = at;
        }
        if (next.ended()) {
            openIdentity = null;
        }
    }

    Cycle cycle() {
        return new Cycle(
                id(),
                incident,
                ValueTexts.session(session),
                ValueTexts.caller(caller),
                FlatJson.read(ready),
                state(),
                opened,
                changed);
    }
}
