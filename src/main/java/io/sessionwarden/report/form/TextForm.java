package io.sessionwarden.report.form;

import io.sessionwarden.report.ReportSource;
import io.sessionwarden.report.Story;
import io.sessionwarden.report.Summary;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A report as plain text. */
final class TextForm {

    /** A longer cell of any column but the last has the rest of its row on the next line. */
    private static final int WIDEST = 50;

    private final PrintWriter out;
    private final Summary summary;

    private TextForm(PrintWriter out, Summary summary) {
        this.out = out;
        this.summary = summary;
    }

    static void write(ReportSource source, boolean incidents, OutputStream stream) throws IOException {
        var out = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        var form = new TextForm(out, source.summary());
        form.head();
        if (incidents) {
            out.print("\nIncident by incident\n");
            var any = new boolean[1];
            source.eachStory(story -> {
                any[0] = true;
                form.story(story);
            });
            out.print(any[0] ? "" : "  none\n");
        }
        if (out.checkError()) {
            throw new IOException("the report could not be written whole");
        }
    }

    private void head() {
        out.print("Session Warden: report\n" + summary.told() + "\n" + summary.source() + "\n\n");
        summary.headlines()
                .forEach(line -> out.print(String.format(Locale.ROOT, "  %-26s %s%n", line.title(), line.told())));
        Shown.tables(summary).forEach(this::table);
        var nothing = Shown.nothingOf(summary);
        out.print(nothing.isEmpty() ? "" : "\nNothing to tell of: " + nothing + "\n");
    }

    private void table(Table table) {
        out.print("\n" + table.title() + "\n" + (table.note().isEmpty() ? "" : "  " + table.note() + "\n"));
        var widths = widths(table);
        row(table, widths, table.columns().stream().map(Table.Column::title).toList());
        table.rows().forEach(row -> row(table, widths, row));
    }

    private static int[] widths(Table table) {
        var widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = table.columns().get(i).title().length();
            for (var row : table.rows()) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
            }
        }
        return widths;
    }

    private void row(Table table, int[] widths, List<String> cells) {
        var line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            var cell = cells.get(i);
            boolean number = table.columns().get(i).number();
            int pad = Math.max(0, widths[i] - cell.length());
            line.append(' ').append(number ? " ".repeat(pad) + cell : cell);
            boolean last = i == widths.length - 1;
            if (!last && cell.length() > widths[i]) {
                line.append('\n').append(" ".repeat(indent(widths, i)));
            } else if (!last && !number) {
                line.append(" ".repeat(pad));
            }
            line.append(last ? "" : " ");
        }
        out.print(line.toString().stripTrailing() + "\n");
    }

    private static int indent(int[] widths, int upTo) {
        int indent = 1;
        for (int i = 0; i <= upTo; i++) {
            indent += widths[i] + 2;
        }
        return indent - 1;
    }

    private void story(Story story) {
        var zone = summary.scope().period().zone();
        out.print("\n" + story.incident() + "  " + story.heading() + " -> " + story.endingTold() + "\n");
        story.lines().forEach(line -> out.print("  " + Told.exactly(line.at(), zone) + "  " + line.text() + "\n"));
        if (story.linesLeftOut() > 0) {
            out.print("  and " + story.linesLeftOut() + " more: warden explain " + story.incident() + "\n");
        }
    }
}
