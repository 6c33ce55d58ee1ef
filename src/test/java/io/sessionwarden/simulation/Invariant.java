package io.sessionwarden.simulation;

/** What holds whatever happens. */
enum Invariant {
    /** Each act follows a decision that permits it, or that asks and was approved. */
    NO_RESET_WITHOUT_PERMIT,
    /** No rung is taken twice within a cycle, and no incarnation is in the hands of two cycles. */
    AT_MOST_ONE_RESET_PER_INCARNATION,
    /** What was hit is what was to be hit. */
    NEVER_ANOTHER_INCARNATION,
    /** By itself, the watchdog touches no protected account's session, no console and nothing that is well. */
    NEVER_A_PROTECTED_ONE,
    /** Nothing that people hold back, and nothing that was given up to them, is touched by the watchdog itself. */
    NOTHING_THAT_IS_HELD,
    /** Of what the watchdog begins by itself, no more than limits.csv says. */
    WITHIN_LIMITS,
    /** The intent is in the trail before the act. */
    EVERY_ACT_RECORDED_BEFORE,
    /** Once the world is quiet, no cycle goes on. */
    EVERY_CYCLE_ENDS,
    /** Once the world is quiet, whoever is still sick has a recorded reason for it. */
    EVENTUALLY_HEALED_OR_GIVEN_TO_A_HUMAN;

    /** It does not hold. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;
        private final Invariant invariant;

        Broken(Invariant invariant, String how) {
            super(invariant + ": " + how);
            this.invariant = invariant;
        }

        Invariant invariant() {
            return invariant;
        }
    }

    Broken broken(String how) {
        return new Broken(this, how);
    }
}
