package io.sessionwarden.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 30d}, or ISO 8601 ({@code PT0.5S}). */
public final class DurationText {

    private static final Pattern PLAIN = Pattern.compile("([0-9]{1,9})\\s?(ms|s|m|min|h|d)");

    private DurationText() {}

    /**
     * The length of time.
     *
     * @throws IllegalArgumentException where it is none, or is not between the two; the message goes on after a subject
     */
    public static Duration parse(String text, Duration least, Duration most) {
        var duration = parse(text.strip().toLowerCase(Locale.ROOT));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "is from " + plain(least) + " to " + plain(most) + ", not '" + text + "'");
        }
        return duration;
    }

    private static Duration parse(String text) {
        var plain = PLAIN.matcher(text);
        if (plain.matches()) {
            long number = Long.parseLong(plain.group(1));
            return switch (plain.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMinutes(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is a time with its unit, such as 500ms or 2s, not '" + text + "'", e);
        }
    }

    private static String plain(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + "ms" : duration.toSeconds() + "s";
    }
}
