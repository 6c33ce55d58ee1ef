package io.sessionwarden.report.form;

import io.sessionwarden.report.Summary;
import io.sessionwarden.report.Table;
import java.util.List;
import java.util.stream.Collectors;

/** What of a first page is shown to people: tables that are empty share one line. Pure. */
final class Shown {

    private Shown() {}

    static List<Table> tables(Summary summary) {
        return summary.tables().stream()
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    /** The titles of the empty tables, or empty where there is none. */
    static String nothingOf(Summary summary) {
        return summary.tables().stream()
                .filter(table -> table.rows().isEmpty())
                .map(Table::title)
                .collect(Collectors.joining(", "));
    }
}
