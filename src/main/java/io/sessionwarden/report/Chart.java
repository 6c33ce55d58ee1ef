package io.sessionwarden.report;

import java.util.List;

/**
 * Bars, each of which may be stacked of several values.
 *
 * @param id what programs know it by
 * @param title its heading
 * @param series what the values of each bar are, from the bottom up
 * @param bars the bars, from left to right; at most {@value #MOST_BARS}
 */
public record Chart(String id, String title, List<String> series, List<Bar> bars) {

    public static final int MOST_BARS = 100;

    public Chart {
        series = List.copyOf(series);
        bars = List.copyOf(bars);
        if (bars.size() > MOST_BARS) {
            throw new IllegalArgumentException("more than " + MOST_BARS + " bars");
        }
    }

    /** One bar: what stands below it, and its values. */
    public record Bar(String label, List<Long> values) {
        public long height() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The height of the highest bar. */
    public long highest() {
        return bars.stream().mapToLong(Bar::height).max().orElse(0);
    }
}
