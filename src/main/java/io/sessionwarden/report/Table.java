package io.sessionwarden.report;

import java.util.List;

/**
 * A table of a report.
 *
 * @param id what programs know it by; a name is never used again for something else
 * @param title its heading
 * @param note what the reader has to know, or empty
 * @param columns its columns
 * @param rows its rows, each with one text for each column
 */
public record Table(String id, String title, String note, List<Column> columns, List<List<String>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row of " + id + " has another number of cells than its columns");
        }
    }

    /**
     * One column.
     *
     * @param id what programs know it by
     * @param title its heading
     * @param number whether it holds numbers
     */
    public record Column(String id, String title, boolean number) {}

    public static Column text(String id, String title) {
        return new Column(id, title, false);
    }

    public static Column number(String id, String title) {
        return new Column(id, title, true);
    }
}
