package io.sessionwarden.cycle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of a reset cycle. {@link #TABLE} is the state machine: the ledger refuses a transition that is not in it, and
 * docs/reset-cycle.md is drawn from it.
 */
public enum CycleState {
    /** A human must approve it first. */
    ASKED,
    /** The policy permits it, and nothing of the next rung has been done. */
    PERMITTED,
    /** Its user was told; the grace runs. */
    WARNED,
    /** What can be seen of the session was kept; nothing of the next rung has been done. */
    EVIDENCE_KEPT,
    /** The act is going on, or was when the warden was ended. */
    RESETTING,
    /** The act is done; whether it worked is being watched. */
    VERIFYING,
    /** It worked. */
    HEALED,
    /** It did not, and whoever asked for it was told. */
    FAILED,
    /** It did not, no rung is left, and a human was told: nothing automatic is done there until somebody acknowledges it. */
    ESCALATED,
    /** Nothing was done, or nothing more. */
    WITHDRAWN,
    /** Whether anything was done cannot be told. */
    UNKNOWN;

    /**
     * One thing that may happen.
     *
     * @param when under which circumstances, in plain words
     */
    public record Transition(CycleState from, CycleState to, String when) {}

    /** Everything that may happen. */
    public static final List<Transition> TABLE = List.of(
            new Transition(ASKED, PERMITTED, "a human approves it"),
            new Transition(ASKED, WITHDRAWN, "rejected, not approved in time, or no longer needed"),
            new Transition(PERMITTED, WARNED, "the next rung is to warn its user"),
            new Transition(PERMITTED, EVIDENCE_KEPT, "looked again: the same, still sick, still permitted"),
            new Transition(PERMITTED, RESETTING, "the same, where nothing of it is left to be seen"),
            new Transition(PERMITTED, WITHDRAWN, "looked again: one of these no longer holds"),
            new Transition(PERMITTED, FAILED, "no rung is left; a person had asked for it"),
            new Transition(PERMITTED, ESCALATED, "no rung is left; the watchdog had asked for it"),
            new Transition(WARNED, PERMITTED, "the grace is over"),
            new Transition(WARNED, WITHDRAWN, "its user objects, or it recovered"),
            new Transition(EVIDENCE_KEPT, RESETTING, "the intent is recorded; the act follows"),
            new Transition(EVIDENCE_KEPT, WITHDRAWN, "looked again: no longer permitted, or its ladder was changed"),
            new Transition(RESETTING, VERIFYING, "the act is done, or a look shows that the incarnation is gone"),
            new Transition(RESETTING, WITHDRAWN, "the host found another incarnation: nothing was done"),
            new Transition(RESETTING, UNKNOWN, "after a crash or a failed act: a look cannot tell what was done"),
            new Transition(VERIFYING, HEALED, "it worked"),
            new Transition(VERIFYING, PERMITTED, "it did not work in time, and a rung is left"),
            new Transition(VERIFYING, FAILED, "it did not work in time; a person had asked for it"),
            new Transition(VERIFYING, ESCALATED, "it did not work in time, and nothing is left to be tried"));

    private static final Map<CycleState, Set<CycleState>> MAY_FOLLOW = TABLE.stream()
            .collect(Collectors.groupingBy(
                    Transition::from, Collectors.mapping(Transition::to, Collectors.toUnmodifiableSet())));

    public boolean mayBecome(CycleState next) {
        return MAY_FOLLOW.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether it waits for a human's word, or for what its user says within the grace. */
    public boolean waitsForPeople() {
        return this == ASKED || this == WARNED;
    }

    /** Whether the cycle has ended: nothing follows. */
    public boolean ended() {
        return !MAY_FOLLOW.containsKey(this);
    }
}
