package io.sessionwarden.cycle;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reset cycle as it stands in the ledger.
 *
 * @param id {@code c-} and a number, unique in this ledger
 * @param incident the incident it belongs to
 * @param session the session as it was when the cycle was opened
 * @param caller who asked; the watchdog where nobody did
 * @param ready the values that a reset must restore, as they were when the session was whole
 * @param state where it is
 * @param opened when it was opened
 * @param changed when it came to its state
 */
public record Cycle(
        String id,
        String incident,
        Session session,
        Caller caller,
        SortedMap<String, String> ready,
        CycleState state,
        Instant opened,
        Instant changed) {

    public Cycle {
        ready = Collections.unmodifiableSortedMap(new TreeMap<>(ready));
    }
}
