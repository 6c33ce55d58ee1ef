package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Chart;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long it took to detect an illness and to heal it. */
final class Times implements Section {

    private static final String DETECT = "times.detect";
    private static final String HEAL = "times.heal";
    private static final String RESET = "times.reset";

    /** The ends of the histogram's bars, in milliseconds. */
    private static final long[] BARS = {
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000, Long.MAX_VALUE - 1
    };

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.INCIDENT_OPENED && !event.outcome().isEmpty()) {
            detected(record, figures);
        } else if (event.type() == EventType.CYCLE_STEP && event.outcome().equals("HEALED")) {
            number(figures, HEAL, event, "sickMillis");
            number(figures, RESET, event, "tookMillis");
        }
    }

    /** A time that cannot be read was altered or removed; verification says so, and a report goes on. */
    private static void detected(AuditRecord record, Figures figures) {
        try {
            var onset = Instant.parse(record.event().detail("onset"));
            long millis = Duration.between(onset, record.at()).toMillis();
            if (millis >= 0) {
                Spread.count(figures, DETECT, record.event().server(), millis);
            }
        } catch (DateTimeException e) {
            return;
        }
    }

    private static void number(Figures figures, String section, AuditEvent event, String detail) {
        long millis = Told.millis(event.detail(detail));
        if (millis >= 0) {
            Spread.count(figures, section, event.server(), millis);
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("first sign to its record (detect)", Spread.of(figures, DETECT)));
        rows.add(row("first sign to healed (heal)", Spread.of(figures, HEAL)));
        rows.add(row("permit to healed (reset)", Spread.of(figures, RESET)));
        draft.table(new Table(
                "times",
                "How long it took",
                "Percentiles are up to 1.6 % too long. The first sign is the first look that found the session ill.",
                List.of(
                        Table.text("what", "from, to"),
                        Table.number("count", "count"),
                        Table.number("p50", "median"),
                        Table.number("p90", "90 %"),
                        Table.number("p99", "99 %"),
                        Table.number("longest", "longest")),
                rows));
        headline(draft, "toDetect", "time to detect, median", Spread.of(figures, DETECT));
        headline(draft, "toHeal", "time to heal, median", Spread.of(figures, HEAL));
        draft.chart(histogram(Spread.of(figures, HEAL)));
    }

    private static List<String> row(String what, Spread spread) {
        return List.of(
                what,
                Long.toString(spread.count()),
                spread.told(50),
                spread.told(90),
                spread.told(99),
                spread.told(100));
    }

    private static void headline(Draft draft, String id, String title, Spread spread) {
        draft.headline(id, title, spread.percentile(50).orElse(-1), spread.told(50));
    }

    private static Chart histogram(Spread spread) {
        var bars = new ArrayList<Chart.Bar>();
        long above = -1;
        for (var most : BARS) {
            var label = most > 7_200_000
                    ? "more"
                    : Told.duration(Duration.ofMillis(most)).replaceAll("\\.0| 0 (s|min)$", "");
            bars.add(new Chart.Bar(label, List.of(spread.between(above, most))));
            above = most;
        }
        return new Chart("toHealHistogram", "Resets by time to heal, each bar up to", List.of("healed"), bars);
    }
}
