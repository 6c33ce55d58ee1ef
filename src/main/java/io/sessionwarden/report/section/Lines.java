package io.sessionwarden.report.section;

import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Figures.Item;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Table.Column;
import io.sessionwarden.report.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells lines that were kept of records as a table: record, when, and whatever else its columns say. Pure. */
final class Lines {

    private Lines() {}

    /** @param columns what the line's parts are, in their order */
    static Table table(String id, String title, String note, Figures figures, Draft draft, Column... columns) {
        var all = new ArrayList<Column>();
        all.add(Table.number("record", "record"));
        all.add(Table.text("at", "when"));
        all.addAll(List.of(columns));
        var rows = new ArrayList<List<String>>();
        long more = 0;
        for (var line : figures.lines(id)) {
            if (line.part(1).equals(Figures.OTHERS)) {
                more += line.value();
            } else {
                rows.add(row(line, all.size(), draft));
            }
        }
        var beyond = more == 0 ? "" : more + " more are in the trail: warden audit export.";
        return new Table(id, title, (note + " " + beyond).strip(), all, rows);
    }

    private static List<String> row(Item line, int width, Draft draft) {
        var row = new ArrayList<String>();
        row.add(Long.toString(Long.parseLong(line.part(1))));
        row.add(Told.moment(Instant.parse(line.part(2)), draft.period().zone()));
        for (int part = 3; row.size() < width; part++) {
            row.add(line.part(part));
        }
        return row;
    }
}
