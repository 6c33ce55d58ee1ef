package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Chart;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Period;
import io.sessionwarden.report.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When it happened, as bars. Counted by the hour, so that any time zone's days can be told. */
final class DayByDay implements Section {

    private static final String HOURS = "hours";
    private static final List<String> SERIES = List.of("healed", "not healed", "closed otherwise");

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.INCIDENT_CLOSED) {
            var series = switch (event.outcome()) {
                case "HEALED" -> 0;
                case "NOT_HEALED" -> 1;
                default -> 2;
            };
            long hour = record.at().getEpochSecond() / 3600;
            figures.add(HOURS, 1, event.server(), Long.toString(hour), Integer.toString(series));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var period = draft.period();
        var step = Step.of(period);
        var bars = new TreeMap<LocalDateTime, long[]>();
        var last = step.begin(period.to().minusMillis(1), period);
        for (var at = step.begin(period.from(), period); !at.isAfter(last); at = step.next(at)) {
            bars.put(at, new long[SERIES.size()]);
        }
        for (var item : figures.items(HOURS)) {
            if (item.part(1).matches("\\d{1,9}") && item.part(2).matches("[0-2]")) {
                var bar = bars.get(step.begin(Instant.ofEpochSecond(Long.parseLong(item.part(1)) * 3600), period));
                if (bar != null) {
                    bar[Integer.parseInt(item.part(2))] += item.value();
                }
            }
        }
        draft.chart(new Chart("overTime", "Incidents closed, by " + step.name, SERIES, told(bars, step)));
    }

    private static List<Chart.Bar> told(Map<LocalDateTime, long[]> bars, Step step) {
        var told = new ArrayList<Chart.Bar>();
        bars.forEach((at, values) -> told.add(new Chart.Bar(
                step == Step.HOUR
                        ? at.toString().substring(5).replace('T', ' ')
                        : at.toLocalDate().toString(),
                List.of(values[0], values[1], values[2]))));
        return told;
    }

    /** How wide a bar is: as narrow as there is room for. */
    private enum Step {
        HOUR("hour", Duration.ofDays(3)),
        DAY("day", Duration.ofDays(95)),
        WEEK("week", Duration.ofDays(650)),
        MONTH("month", Duration.ofDays(36_500));

        private final String name;
        private final Duration upTo;

        Step(String name, Duration upTo) {
            this.name = name;
            this.upTo = upTo;
        }

        static Step of(Period period) {
            var lasts = Duration.between(period.from(), period.to());
            for (var step : values()) {
                if (lasts.compareTo(step.upTo) <= 0) {
                    return step;
                }
            }
            return MONTH;
        }

        LocalDateTime begin(Instant at, Period period) {
            var local = LocalDateTime.ofInstant(at, period.zone());
            return switch (this) {
                case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
                case DAY -> local.truncatedTo(ChronoUnit.DAYS);
                case WEEK ->
                    local.truncatedTo(ChronoUnit.DAYS)
                            .minusDays(local.getDayOfWeek().getValue() - 1L);
                case MONTH -> local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            };
        }

        LocalDateTime next(LocalDateTime at) {
            return switch (this) {
                case HOUR -> at.plusHours(1);
                case DAY -> at.plusDays(1);
                case WEEK -> at.plusWeeks(1);
                case MONTH -> at.plusMonths(1);
            };
        }
    }
}
