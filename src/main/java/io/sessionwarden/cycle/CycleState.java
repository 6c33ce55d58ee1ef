package io.sessionwarden.cycle;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The states of a reset cycle. The table of what may follow what is the state machine; a transition that is not in it is
 * refused by the ledger.
 *
 * <pre>
 * PERMITTED -> RESETTING    the permit holds, the session is the same one, still sick; recorded before the act
 * PERMITTED -> WITHDRAWN    one of these no longer holds; nothing was done
 * RESETTING -> VERIFYING    the act is done; or, after a crash, a look shows that the incarnation is gone
 * RESETTING -> WITHDRAWN    the host found another incarnation in the act itself; nothing was done
 * RESETTING -> FAILED       the host could not do it
 * RESETTING -> UNKNOWN      after a crash or a failed act: the same incarnation still stands, or the server gives no answer
 *                           for a long time, and whether anything was done cannot be told
 * VERIFYING -> HEALED       closed, and reopened where that applies
 * VERIFYING -> FAILED       not within its time
 * </pre>
 */
public enum CycleState {
    PERMITTED,
    RESETTING,
    VERIFYING,
    HEALED,
    FAILED,
    WITHDRAWN,
    UNKNOWN;

    private static final Map<CycleState, Set<CycleState>> MAY_FOLLOW = Map.of(
            PERMITTED, EnumSet.of(RESETTING, WITHDRAWN),
            RESETTING, EnumSet.of(VERIFYING, WITHDRAWN, FAILED, UNKNOWN),
            VERIFYING, EnumSet.of(HEALED, FAILED),
            HEALED, EnumSet.noneOf(CycleState.class),
            FAILED, EnumSet.noneOf(CycleState.class),
            WITHDRAWN, EnumSet.noneOf(CycleState.class),
            UNKNOWN, EnumSet.noneOf(CycleState.class));

    public boolean mayBecome(CycleState next) {
        return MAY_FOLLOW.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the cycle has ended: nothing follows. */
    public boolean ended() {
        return MAY_FOLLOW.getOrDefault(this, Set.of()).isEmpty();
    }
}
