package io.sessionwarden.control;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as people read them. */
final class Elapsed {

    private Elapsed() {}

    /** {@code 0.4 s}, {@code 12 s}, {@code 5 min}, {@code 3 h 2 min}, {@code 4 d 1 h}; {@code -} for null. */
    static String plain(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        if (duration.isNegative()) {
            return "0 s";
        }
        if (duration.toMillis() < 10_000) {
            return duration.toMillis() / 1000 + "." + duration.toMillis() % 1000 / 100 + " s";
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 1
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    /** To the second, in UTC. */
    static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
