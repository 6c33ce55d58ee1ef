package io.sessionwarden.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long something took, over a whole period. Keeps each value, in milliseconds: eight bytes a reset. */
public final class Durations {

    private final List<Long> millis;

    Durations(List<Long> values) {
        millis = new ArrayList<>(values);
        millis.sort(null);
    }

    public int count() {
        return millis.size();
    }

    /**
     * The smallest value that at least this share of all values does not pass (nearest rank), or nothing where there is
     * none.
     *
     * @param percent 0 to 100
     */
    public Optional<Duration> percentile(int percent) {
        if (millis.isEmpty()) {
            return Optional.empty();
        }
        int rank = (int) Math.ceil(percent / 100.0 * millis.size());
        return Optional.of(Duration.ofMillis(millis.get(Math.max(1, rank) - 1)));
    }

    /** Median, ninth decile and longest, as people read them. */
    public String told() {
        return percentile(50)
                .map(median -> "median %s, 90 %% within %s, longest %s"
                        .formatted(
                                Told.duration(median),
                                Told.duration(percentile(90).orElseThrow()),
                                Told.duration(percentile(100).orElseThrow())))
                .orElse("none");
    }
}
