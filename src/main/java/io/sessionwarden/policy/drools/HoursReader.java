package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.drools.CsvTable.Row;
import io.sessionwarden.session.Nearest;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one row of reset-hours.csv. */
final class HoursReader {

    private static final int DAYS_OF_WEEK = 7;

    /** Seconds that a spreadsheet adds by itself are nought. */
    private static final Pattern CLOCK = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])(?::00)?");

    private static final int MIDNIGHT = 24 * 60;

    private final Row row;

    HoursReader(Row row) {
        this.row = row;
    }

    Optional<ResetHours.Window> read() {
        var server = row.required("server");
        var days = days();
        var from = clock("from", MIDNIGHT - 1);
        var to = clock("to", MIDNIGHT);
        var zone = zone();
        var resets = row.word("resets", List.of("allowed", "forbidden"));
        if (from != null && from.equals(to)) {
            row.wrong("to", "is the same as 'from'; for a whole day write 00:00 and 24:00");
        }
        return server == null || days.isEmpty() || from == null || to == null || zone == null || resets == null
                ? Optional.empty()
                : Optional.of(new ResetHours.Window(server, days, from, to, zone, resets.equals("allowed")));
    }

    /** {@code *}, or days and ranges of days with blanks between: {@code Mon-Fri}, {@code Sat Sun}, {@code Fri-Mon}. */
    private Set<DayOfWeek> days() {
        var days = EnumSet.noneOf(DayOfWeek.class);
        var cell = row.required("days");
        if (cell == null) {
            return days;
        }
        if (cell.equals(Tables.ANY)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        for (var part : cell.split(" +", -1)) {
            var ends = new ArrayList<Integer>();
            for (var end : part.split("-", -1)) {
                ends.add(day(end));
            }
            if (ends.size() > 2 || ends.contains(-1)) {
                row.wrong("days", "'" + part + "' is no day; write * or days such as Mon-Fri or Sat Sun");
                return EnumSet.noneOf(DayOfWeek.class);
            }
            int last = ends.get(ends.size() - 1);
            for (int day = ends.get(0); ; day = (day + 1) % DAYS_OF_WEEK) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int day(String word) {
        for (int i = 0; i < DAYS_OF_WEEK; i++) {
            var whole = DayOfWeek.of(i + 1).name().toLowerCase(Locale.ROOT);
            var typed = word.toLowerCase(Locale.ROOT);
            if (typed.length() >= 3 && whole.startsWith(typed)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Integer clock(String column, int latest) {
        var cell = row.required(column);
        if (cell == null) {
            return null;
        }
        var clock = CLOCK.matcher(cell);
        int minute = clock.matches() ? Integer.parseInt(clock.group(1)) * 60 + Integer.parseInt(clock.group(2)) : -1;
        if (minute < 0 || minute > latest) {
            row.wrong(column, "'" + cell + "' is no time of day; write it like 22:00");
            return null;
        }
        return minute;
    }

    private @Nullable ZoneId zone() {
        var cell = row.required("time-zone");
        if (cell == null) {
            return null;
        }
        // The name of a place, because only that knows when clocks are changed there.
        if (!cell.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(cell)) {
            row.wrong(
                    "time-zone",
                    "'" + cell + "' is no time zone; write one like Europe/Berlin, or UTC"
                            + Nearest.hint(cell, ZoneId.getAvailableZoneIds()));
            return null;
        }
        return ZoneId.of(cell);
    }
}
