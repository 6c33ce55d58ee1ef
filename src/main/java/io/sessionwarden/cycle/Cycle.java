package io.sessionwarden.cycle;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One reset cycle as it stands in the ledger.
 *
 * @param id {@code c-} and a number, unique in this ledger
 * @param incident the incident it belongs to
 * @param session the session as it was when the cycle was opened
 * @param caller who asked; the watchdog where nobody did
 * @param ready the values that a reset must restore, as they were when the session was whole
 * @param state where it is
 * @param rung the last rung that was taken, or null where none was yet
 * @param until when what it waits for is over: a human's approval, its user's grace, or the time in which its rung is to
 *     work; null where it waits for nothing
 * @param approvedBy the human who approved it, or null
 * @param opened when it was opened
 * @param changed when it came to its state
 * @param token the fence: whoever has claimed the cycle since has a higher one, and this one's transitions are refused
 */
public record Cycle(
        String id,
        String incident,
        Session session,
        Caller caller,
        SortedMap<String, String> ready,
        CycleState state,
        @Nullable Rung rung,
        @Nullable Instant until,
        @Nullable String approvedBy,
        Instant opened,
        Instant changed,
        long token) {

    public Cycle {
        ready = Collections.unmodifiableSortedMap(new TreeMap<>(ready));
    }

    /**
     * Whether the owner of the session has to be told of it afterwards: it was taken from them by somebody else, and whose it is
     * can be told.
     */
    public boolean owesItsOwnerAWord() {
        var owner = session.account();
        return state == CycleState.HEALED
                && rung != null
                && (rung.closes() || rung == Rung.DISCONNECT)
                && owner != null
                && !owner.equals(caller.account());
    }

    /** Whether it waits for people, and that is not over yet. */
    public boolean waitsAt(Instant now) {
        return state.waitsForPeople() && until != null && now.isBefore(until);
    }
}
