package io.sessionwarden.store;

import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.cycle.Cycle;
import io.sessionwarden.cycle.CycleState;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.cycle.Ledger.Move;
import io.sessionwarden.cycle.Ledger.NewCycle;
import io.sessionwarden.session.Rung;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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

    private @Nullable String rung;

    @Column(name = "wait_until")
    private @Nullable Instant waitUntil;

    @Column(name = "approved_by")
    private @Nullable String approvedBy;

    private String holder;

    @Column(name = "held_until")
    private @Nullable Instant heldUntil;

    private long token;

    /** When it first reached {@link CycleState#RESETTING}; what never did does not count against the limits. */
    private @Nullable Instant begun;

    private Instant changed;

    @Column(name = "owner_untold")
    private boolean ownerUntold;

    @SuppressWarnings("NullAway.Init")
    protected CycleRow() {}

    CycleRow(long number, NewCycle cycle, String holder, Instant at) {
        var of = cycle.session();
        this.number = number;
        incident = cycle.incident();
        server = of.server();
        seat = of.seat();
        account = of.account() == null ? null : of.account().toString();
        openIdentity = Chain.hash(of.identity().canonical());
        automatic = cycle.caller().isWatchdog();
        state = cycle.first().name();
        waitUntil = cycle.approval();
        session = ValueTexts.of(of);
        caller = ValueTexts.of(cycle.caller());
        ready = FlatJson.write(cycle.ready());
        opened = at;
        changed = at;
        this.holder = holder;
        token = 1;
        heldUntil = at.plus(Ledger.LEASE);
    }

    String id() {
        return PREFIX + number;
    }

    CycleState state() {
        return CycleState.valueOf(state);
    }

    /** Whether the warden of that name may carry it on. */
    boolean isFreeFor(String warden, Instant now) {
        return holder.equals(warden) || heldUntil == null || !now.isBefore(heldUntil);
    }

    /** Whether that warden holds it, and will for a while. */
    boolean isHeldBy(String warden, Instant now) {
        return holder.equals(warden) && heldUntil != null && now.isBefore(heldUntil.minus(Ledger.LEASE.dividedBy(2)));
    }

    /** The next fence: whoever had it before is refused from now on. */
    void claim(String warden, Instant now) {
        holder = warden;
        heldUntil = now.plus(Ledger.LEASE);
        token++;
    }

    /** Whether the cycle is as whoever wants to change it believes. */
    boolean isStill(Cycle cycle) {
        return state() == cycle.state() && token == cycle.token();
    }

    void move(Move move, Instant at) {
        state = move.to().name();
        changed = at;
        heldUntil = at.plus(Ledger.LEASE);
        waitUntil = move.until();
        if (move.rung() != null) {
            rung = move.rung().name();
        }
        if (move.approvedBy() != null) {
            approvedBy = move.approvedBy();
        }
        if (move.to() == CycleState.RESETTING && begun == null) {
            begun = at;
        }
        if (move.to().ended()) {
            openIdentity = null;
            ownerUntold = cycle().owesItsOwnerAWord();
        }
    }

    /** The clock was set by that much: everything was as long ago as before. */
    void clockSet(Duration by) {
        opened = opened.plus(by);
        changed = changed.plus(by);
        begun = begun == null ? null : begun.plus(by);
        waitUntil = waitUntil == null ? null : waitUntil.plus(by);
        heldUntil = heldUntil == null ? null : heldUntil.plus(by);
    }

    Cycle cycle() {
        return new Cycle(
                id(),
                incident,
                ValueTexts.session(session),
                ValueTexts.caller(caller),
                FlatJson.read(ready),
                state(),
                rung == null ? null : Rung.valueOf(rung),
                waitUntil,
                approvedBy,
                opened,
                changed,
                token);
    }
}
