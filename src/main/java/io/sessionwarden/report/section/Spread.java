package io.sessionwarden.report.section;

import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Told;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How durations are spread: counted in buckets that are at most 1.6 % wide, so that memory does not grow with their number and
 * the spreads of two days can be put together. The longest is kept as it is.
 */
final class Spread {

    /** 64 buckets for each doubling. */
    private static final int BITS = 6;

    private final SortedMap<Long, Long> counts = new TreeMap<>();
    private long longest;

    private Spread() {}

    /** Counts one of {@code millis} milliseconds, at least 0, in that section. */
    static void count(Figures figures, String section, String server, long millis) {
        figures.add(section, 1, server, Long.toString(bucket(millis)));
        figures.greatest(section, millis, server);
    }

    /** What was counted. */
    static Spread of(Figures figures, String section) {
        var spread = new Spread();
        for (var item : figures.items(section)) {
            if (item.part(1).matches("\\d+")) {
                spread.counts.merge(Long.parseLong(item.part(1)), item.value(), Long::sum);
            }
        }
        figures.greatest(section).forEach(item -> spread.longest = Math.max(spread.longest, item.value()));
        return spread;
    }

    /** The longest duration of the bucket that this one falls into. */
    static long bucket(long millis) {
        int drop = Math.max(0, 63 - Long.numberOfLeadingZeros(millis | 1) - BITS);
        return (((millis >> drop) + 1) << drop) - 1;
    }

    long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many took longer than {@code above} and at most {@code most} milliseconds. */
    long between(long above, long most) {
        return counts.subMap(above + 1, most + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * The duration in milliseconds that at least this share of all does not pass (nearest rank), up to 1.6 % too long.
     *
     * @param percent 1 to 100
     */
    OptionalLong percentile(int percent) {
        long rank = (long) Math.ceil(percent / 100.0 * count());
        long seen = 0;
        for (var bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return OptionalLong.of(Math.min(bucket.getKey(), longest));
            }
        }
        return OptionalLong.empty();
    }

    /** The same as people read it, {@code -} where there is none. */
    String told(int percent) {
        var millis = percentile(percent);
        return Optional.of(millis)
                .filter(OptionalLong::isPresent)
                .map(value -> Told.duration(Duration.ofMillis(value.getAsLong())))
                .orElse("-");
    }
}
