package io.sessionwarden.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A report as plain text, for a terminal or a mail. Pure. */
public final class TextReport {

    /** Of the column of titles. */
    private static final int WIDTH = 47;

    private TextReport() {}

    public static String render(Report report) {
        var text = new StringBuilder();
        var period = report.period();
        text.append("Session Warden: report from ")
                .append(Told.moment(period.from(), period.zone()))
                .append(" to ")
                .append(Told.moment(period.to(), period.zone()))
                .append(" (")
                .append(period.zone())
                .append(")\n\n");
        figures(text, report);
        table(text, "server", report.byServer());
        table(text, "account", report.byAccount());
        table(text, "rule", report.byRule());
        lines(text, report);
        return text.toString();
    }

    private static void figures(StringBuilder text, Report report) {
        var total = report.total();
        figure(text, "incidents", Integer.toString(report.incidents()));
        figure(text, "recovered by themselves", Integer.toString(report.recovered()));
        figure(text, "resets", Integer.toString(total.resets()));
        figure(text, "healed", Integer.toString(total.healed()));
        figure(text, "not healed", Integer.toString(total.notHealed()));
        figure(text, "withdrawn before the act", Integer.toString(total.withdrawn()));
        figure(text, "refused to people", Integer.toString(total.refused()));
        figure(text, "denied to the watchdog", Integer.toString(total.denied()));
        figure(text, "only observed", Integer.toString(total.observed()));
        figure(text, "first symptom to healed", report.toHeal().told());
        figure(text, "permit to healed", report.toReset().told());
    }

    private static void figure(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-26s %s%n", name, value));
    }

    private static void table(StringBuilder text, String by, SortedMap<String, Tally> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append('\n')
                .append(row(
                        "By " + by, "resets", "healed", "not healed", "withdrawn", "refused", "denied", "observed"));
        rows.forEach((name, row) -> text.append(row(
                "  " + name,
                row.resets(),
                row.healed(),
                row.notHealed(),
                row.withdrawn(),
                row.refused(),
                row.denied(),
                row.observed())));
    }

    /** A title that is too long for its column has a line of its own, so that the figures stay under each other. */
    private static String row(String title, Object... figures) {
        var fits = title.length() <= WIDTH;
        return String.format(
                Locale.ROOT,
                "%-" + WIDTH + "s %7s %7s %10s %10s %8s %7s %9s%n",
                Stream.concat(Stream.of(fits ? title : title + "\n" + " ".repeat(WIDTH)), Arrays.stream(figures))
                        .toArray());
    }

    private static void lines(StringBuilder text, Report report) {
        text.append("\nIncident by incident\n");
        if (report.stories().isEmpty()) {
            text.append("  none\n");
        }
        for (var story : report.stories()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s  %s  %s%s  %s -> %s%n",
                    story.incident(),
                    story.server(),
                    story.subject(),
                    story.whose().isEmpty() ? "" : " of " + story.whose(),
                    story.symptom().isEmpty() ? "asked for" : story.symptom(),
                    story.endingTold()));
            story.lines().forEach(line -> line(text, line));
        }
        if (report.storiesLeftOut() > 0) {
            text.append("\n  and ").append(report.storiesLeftOut()).append(" more: ask for a shorter period\n");
        }
        text.append("\nThe warden itself\n");
        report.changes().forEach(line -> line(text, line));
    }

    private static void line(StringBuilder text, Story.Line line) {
        text.append("  ").append(line.at()).append("  ").append(line.text()).append('\n');
    }
}
