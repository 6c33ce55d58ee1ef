package io.sessionwarden.simulation;

/** A fault that is planted to show that an invariant can fail. */
enum Bug {
    /** The act goes by the number alone. */
    HITS_WHOEVER_HAS_THE_NUMBER(Invariant.NEVER_ANOTHER_INCARNATION),
    /** The ledger says that it has written the intent, and has not. */
    FORGETS_THE_INTENT(Invariant.EVERY_ACT_RECORDED_BEFORE),
    /** The ledger counts no limits, and the policy is told that there were no resets. */
    COUNTS_NOTHING(Invariant.WITHIN_LIMITS),
    /** Whatever the rules say, it is permitted. */
    PERMITS_EVERYTHING(Invariant.NEVER_A_PROTECTED_ONE),
    /** The ledger forgets what people said. */
    IGNORES_PEOPLE(Invariant.NOTHING_THAT_IS_HELD),
    /** Something acts of which the policy was never asked. */
    ACTS_WITHOUT_ASKING(Invariant.NO_RESET_WITHOUT_PERMIT),
    /** After a restart a cycle begins anew, whatever it had done. */
    REPEATS_BLINDLY(Invariant.AT_MOST_ONE_RESET_PER_INCARNATION),
    /** What was queued is lost with the warden, and nobody queues it again. */
    FORGETS_OPEN_CYCLES(Invariant.EVERY_CYCLE_ENDS),
    /** What is sick is not looked at. */
    SEES_NOTHING(Invariant.EVENTUALLY_HEALED_OR_GIVEN_TO_A_HUMAN);

    final Invariant breaks;

    Bug(Invariant breaks) {
        this.breaks = breaks;
    }
}
