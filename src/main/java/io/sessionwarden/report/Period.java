package io.sessionwarden.report;

import java.time.Instant;
import java.time.ZoneId;

/**
 * From when to when.
 *
 * @param from the first moment, inclusive
 * @param to the last, exclusive
 * @param zone the time zone that times are written in
 */
public record Period(Instant from, Instant to, ZoneId zone) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins: " + from + " to " + to);
        }
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
