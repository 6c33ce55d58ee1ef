package io.sessionwarden.policy.drools;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * When the watchdog may reset sessions, by the clock on the wall of each row's time zone. Where that clock is set forward, the
 * time that it leaves out belongs to no row; where it is set back, a row that names the hour has it twice.
 *
 * @param windows the rows of reset-hours.csv
 */
record ResetHours(List<Window> windows) {

    ResetHours {
        windows = List.copyOf(windows);
    }

    /**
     * One row.
     *
     * @param server a server's name, or {@link Tables#ANY}
     * @param days the days on which it begins
     * @param from the minute of the day when it begins
     * @param to the minute when it is over, up to 1440; where it is not after {@code from}, on the next day
     * @param zone whose clock counts
     * @param allowed whether resets are allowed within it, or forbidden
     */
    record Window(String server, Set<DayOfWeek> days, int from, int to, ZoneId zone, boolean allowed) {

        Window {
            days = Set.copyOf(days);
        }

        boolean covers(Instant moment) {
            var local = moment.atZone(zone);
            int minute = local.getHour() * 60 + local.getMinute();
            var today = local.getDayOfWeek();
            if (from < to) {
                return days.contains(today) && minute >= from && minute < to;
            }
            return (days.contains(today) && minute >= from) || (days.contains(today.minus(1)) && minute < to);
        }
    }

    /** The hours that count on that server: rows that name it stand in for those of every server. */
    ResetHours on(String server) {
        var own = of(server);
        return new ResetHours(own.isEmpty() ? of(Tables.ANY) : own);
    }

    private List<Window> of(String server) {
        return windows.stream().filter(window -> window.server().equals(server)).toList();
    }

    /**
     * Whether resets are allowed at that moment, where all these rows count. Forbidden hours beat allowed ones; where there are
     * allowed hours, all others are forbidden; without rows it is always allowed.
     */
    boolean allow(Instant moment) {
        boolean hoursAreAllowed = false;
        boolean allowedNow = false;
        for (var window : windows) {
            boolean now = window.covers(moment);
            if (now && !window.allowed()) {
                return false;
            }
            hoursAreAllowed |= window.allowed();
            allowedNow |= now;
        }
        return allowedNow || !hoursAreAllowed;
    }
}
