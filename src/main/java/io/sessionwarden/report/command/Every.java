package io.sessionwarden.report.command;

import io.sessionwarden.report.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long each of the reports is that are mailed. */
public enum Every {
    /** A day. */
    DAY,
    /** From Monday to Sunday. */
    WEEK,
    /** A month of the calendar. */
    MONTH,
    /** From January, April, July or October on. */
    QUARTER;

    /** The last one that is over at that moment, by the days of that zone. */
    Period lastBefore(Instant now, ZoneId zone) {
        var end = begin(LocalDate.ofInstant(now, zone));
        return new Period(
                begin(end.minusDays(1)).atStartOfDay(zone).toInstant(),
                end.atStartOfDay(zone).toInstant(),
                zone);
    }

    private LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
        };
    }
}
