package io.sessionwarden.report;

import java.util.List;
import java.util.SortedMap;

/**
 * What the trail says of a period.
 *
 * @param period the period
 * @param total all counts
 * @param incidents how many incidents opened
 * @param recovered how many ended without a reset, because the session recovered by itself
 * @param toHeal from the first symptom to the verified healing
 * @param toReset from the permit to the end of the cycle
 * @param byServer the counts of each server
 * @param byAccount the counts of each account
 * @param byRule the counts of each rule that decided
 * @param stories incident by incident, in the order in which they opened; at most {@value #MOST_STORIES}
 * @param storiesLeftOut how many more there were
 * @param changes what changed about the warden itself: starts, stops, gaps, policy, mode, configuration
 */
public record Report(
        Period period,
        Tally total,
        int incidents,
        int recovered,
        Durations toHeal,
        Durations toReset,
        SortedMap<String, Tally> byServer,
        SortedMap<String, Tally> byAccount,
        SortedMap<String, Tally> byRule,
        List<Story> stories,
        int storiesLeftOut,
        List<Story.Line> changes) {

    static final int MOST_STORIES = 5_000;
}
