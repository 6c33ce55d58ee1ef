package io.sessionwarden.report;

/**
 * The counts of a period, or of one row of its tables.
 *
 * @param resets reset cycles in which the host acted, or may have
 * @param healed of those, verified as healed
 * @param notHealed of those, failed or unknown
 * @param withdrawn cycles in which nothing was done, because something had changed since the permit
 * @param refused requests by people that the policy did not permit
 * @param denied answers by which the policy denied the watchdog a reset, or could give none
 * @param observed resets that the watchdog would have done, but for its mode
 */
public record Tally(int resets, int healed, int notHealed, int withdrawn, int refused, int denied, int observed) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    /** One more of something. */
    enum One {
        RESET,
        HEALED,
        NOT_HEALED,
        WITHDRAWN,
        REFUSED,
        DENIED,
        OBSERVED
    }

    static Tally of(One one) {
        return new Tally(
                one == One.RESET ? 1 : 0,
                one == One.HEALED ? 1 : 0,
                one == One.NOT_HEALED ? 1 : 0,
                one == One.WITHDRAWN ? 1 : 0,
                one == One.REFUSED ? 1 : 0,
                one == One.DENIED ? 1 : 0,
                one == One.OBSERVED ? 1 : 0);
    }

    Tally plus(Tally other) {
        return new Tally(
                resets + other.resets,
                healed + other.healed,
                notHealed + other.notHealed,
                withdrawn + other.withdrawn,
                refused + other.refused,
                denied + other.denied,
                observed + other.observed);
    }
}
