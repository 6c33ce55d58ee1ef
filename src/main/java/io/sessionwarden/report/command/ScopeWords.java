package io.sessionwarden.report.command;

import io.sessionwarden.report.Period;
import io.sessionwarden.report.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Understands which report is meant. Safe for use by several threads. */
final class ScopeWords {

    /** What it takes. */
    static final Set<String> TAKES =
            Set.of("from", "to", "quarter", "since-my-last-review", "zone", "server", "account", "rule");

    private static final int USUAL_DAYS = 30;
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-?[Qq]([1-4])");

    private final InstantSource clock;
    private final ZoneId here;

    /** @param here the zone where none is named */
    ScopeWords(InstantSource clock, ZoneId here) {
        this.clock = clock;
        this.here = here;
    }

    /**
     * What is meant.
     *
     * @param args what was typed
     * @param lastReview the end of the report that the caller last signed off, of the same server, account and rule
     * @throws IllegalArgumentException where that cannot be told, in words
     */
    Scope scope(Map<String, String> args, Function<Scope, Optional<Instant>> lastReview) {
        var zone = zone(args);
        var period = period(args, zone);
        var scope = new Scope(
                period,
                args.getOrDefault("server", ""),
                args.getOrDefault("account", ""),
                args.getOrDefault("rule", ""));
        if (!args.containsKey("since-my-last-review")) {
            return scope;
        }
        var since = lastReview
                .apply(scope)
                .orElseThrow(() -> new IllegalArgumentException("you have signed off no report of this so far;"
                        + " name a period, and sign it off with: warden report sign-off"));
        if (!since.isBefore(clock.instant())) {
            throw new IllegalArgumentException("you have signed off everything up to now");
        }
        return new Scope(new Period(since, clock.instant(), zone), scope.server(), scope.account(), scope.rule());
    }

    private ZoneId zone(Map<String, String> args) {
        var name = args.get("zone");
        try {
            return name == null ? here : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--zone is a time zone such as Europe/Berlin or UTC, not '" + name + "'", e);
        }
    }

    private Period period(Map<String, String> args, ZoneId zone) {
        int ways = (args.containsKey("quarter") ? 1 : 0)
                + (args.containsKey("since-my-last-review") ? 1 : 0)
                + (args.containsKey("from") || args.containsKey("to") ? 1 : 0);
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "--quarter, --since-my-last-review, and --from with --to stand instead of each other");
        }
        var now = clock.instant();
        var quarter = args.get("quarter");
        if (quarter != null) {
            return quarter(quarter, zone);
        }
        var to = args.containsKey("to") ? moment("to", args, zone, 1) : now;
        var from = args.containsKey("from")
                ? moment("from", args, zone, 0)
                : start(LocalDate.ofInstant(to, zone).minusDays(USUAL_DAYS), zone);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    to.equals(now) ? "--from lies in the future" : "--from is not before --to");
        }
        return new Period(from, to, zone);
    }

    /** A day, of which {@code --to} means the end, or a moment to the second. */
    private static Instant moment(String which, Map<String, String> args, ZoneId zone, int daysMore) {
        var text = args.getOrDefault(which, "");
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            return text.contains("T")
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : start(LocalDate.parse(text).plusDays(daysMore), zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--" + which + " is a day such as 2026-07-01, or a moment such as 2026-07-01T08:00, not '" + text
                            + "'",
                    e);
        }
    }

    private static Period quarter(String text, ZoneId zone) {
        var parts = QUARTER.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("--quarter is a quarter such as 2026Q3, not '" + text + "'");
        }
        var first = LocalDate.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)) * 3 - 2, 1);
        return new Period(start(first, zone), start(first.plusMonths(3), zone), zone);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
