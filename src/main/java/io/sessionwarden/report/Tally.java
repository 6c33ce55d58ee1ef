package io.sessionwarden.report;

/**
 * The counts of a period, or of one row of its tables.
 *
 * @param resets reset cycles that came to the act
 * @param healed of those, verified as healed
 * @param notHealed of those, failed or unknown
 * @param withdrawn cycles that ended before the act
 * @param refused requests by people that the policy did not permit
 * @param observed resets that the watchdog would have done, but for its mode
 */
public record Tally(int resets, int healed, int notHealed, int withdrawn, int refused, int observed) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                resets + other.resets,
                healed + other.healed,
                notHealed + other.notHealed,
                withdrawn + other.withdrawn,
                refused + other.refused,
                observed + other.observed);
    }
}
