package io.sessionwarden.app;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.Reporting;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.report.HtmlReport;
import io.sessionwarden.report.Period;
import io.sessionwarden.report.ReportReader;
import io.sessionwarden.report.TextReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;

/** The reports that people ask for, in the time zone of this machine. */
final class Reports implements Reporting {

    private static final int USUAL_DAYS = 30;
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-?[Qq]([1-4])");

    private final AuditTrail trail;
    private final InstantSource clock;

    Reports(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Answer report(Map<String, String> args) {
        var format = args.getOrDefault("format", "text");
        if (!format.equals("text") && !format.equals("html")) {
            return Answer.error(ExitCode.USAGE, "there is no format '" + format + "'", "the formats are text and html");
        }
        try {
            var report = ReportReader.read(trail, period(args));
            return Answer.done(format.equals("html") ? HtmlReport.render(report) : TextReport.render(report));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Answer.error(
                    ExitCode.USAGE,
                    String.valueOf(e.getMessage()),
                    "for example: warden report --from 2026-07-01 --to 2026-09-30, or --quarter 2026Q3");
        }
    }

    private Period period(Map<String, String> args) {
        var zone = ZoneId.systemDefault();
        if (args.containsKey("quarter")) {
            if (args.containsKey("from") || args.containsKey("to")) {
                throw new IllegalArgumentException("--quarter stands instead of --from and --to");
            }
            return quarter(args.getOrDefault("quarter", ""), zone);
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        var to = args.containsKey("to") ? day("to", args).plusDays(1) : null;
        var from = args.containsKey("from") ? day("from", args) : (to == null ? today : to).minusDays(USUAL_DAYS);
        return new Period(start(from, zone), to == null ? now : start(to, zone), zone);
    }

    private static LocalDate day(String which, Map<String, String> args) {
        var text = args.getOrDefault(which, "");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--" + which + " is a day such as 2026-07-01, not '" + text + "'", e);
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
