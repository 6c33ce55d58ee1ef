package io.sessionwarden.report;

import java.util.ArrayList;
import java.util.List;

/** The first page of a report while its sections write it. For one thread. */
public final class Draft {

    private final Period period;
    private final List<Headline> headlines = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    public Draft(Period period) {
        this.period = period;
    }

    public Period period() {
        return period;
    }

    public Draft headline(String id, String title, long value) {
        return headline(id, title, value, Long.toString(value));
    }

    /** A figure for the head of the report. {@code told} is the value as people read it. */
    public Draft headline(String id, String title, long value, String told) {
        headlines.add(new Headline(id, title, value, told));
        return this;
    }

    public Draft chart(Chart chart) {
        charts.add(chart);
        return this;
    }

    public Draft table(Table table) {
        tables.add(table);
        return this;
    }

    /**
     * One figure.
     *
     * @param id what programs know it by
     * @param title what people call it
     * @param value the figure; a duration is in milliseconds, a share in percent; -1 where there is none
     * @param told the same as people read it
     */
    public record Headline(String id, String title, long value, String told) {}

    List<Headline> headlines() {
        return headlines;
    }

    List<Chart> charts() {
        return charts;
    }

    List<Table> tables() {
        return tables;
    }
}
