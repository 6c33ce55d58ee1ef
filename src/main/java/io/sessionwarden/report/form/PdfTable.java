package io.sessionwarden.report.form;

import io.sessionwarden.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table on pages: its heading stands on each of them. For one thread. */
final class PdfTable {

    private static final float SIZE = 7.5f;
    private static final float LINE = SIZE * 1.3f;
    private static final float PAD = 6;

    /** A text that just fits is not broken because its letters add up to a little more one by one. */
    private static final float ROUNDING = 0.5f;

    /** A cell that takes more lines is cut: a row fits on a page. */
    private static final int MOST_LINES = 40;

    private static final float NARROWEST = 24;

    private final PdfPages pages;
    private final Table table;
    private final float[] widths;

    PdfTable(PdfPages pages, Table table) {
        this.pages = pages;
        this.table = table;
        this.widths = widths();
    }

    void draw() throws IOException {
        row(titles(), true);
        for (var row : table.rows()) {
            if (pages.y() - height(row) < 60) {
                pages.need(Float.MAX_VALUE);
                row(titles(), true);
            }
            row(row, false);
        }
    }

    private List<String> titles() {
        return table.columns().stream().map(Table.Column::title).toList();
    }

    /** Columns are as wide as they need, and share what is left; where that is too much, the widest give way. */
    private float[] widths() {
        int columns = table.columns().size();
        var widths = new float[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = pages.measure().width(titles().get(i), SIZE);
            for (var row : table.rows()) {
                widths[i] = Math.max(widths[i], pages.measure().width(row.get(i), SIZE));
            }
            widths[i] = Math.max(NARROWEST, widths[i] + PAD + ROUNDING);
        }
        float most = PdfPages.WIDTH;
        while (sum(widths, most) > PdfPages.WIDTH) {
            most *= 0.95f;
        }
        float more = (PdfPages.WIDTH - sum(widths, most)) / columns;
        for (int i = 0; i < columns; i++) {
            widths[i] = Math.min(widths[i], most) + more;
        }
        return widths;
    }

    private static float sum(float[] widths, float most) {
        float sum = 0;
        for (float width : widths) {
            sum += Math.min(width, most);
        }
        return sum;
    }

    private List<List<String>> cells(List<String> row) {
        var cells = new ArrayList<List<String>>();
        for (int i = 0; i < row.size(); i++) {
            var lines = pages.measure().wrap(row.get(i), SIZE, widths[i] - PAD);
            cells.add(lines.size() <= MOST_LINES ? lines : lines.subList(0, MOST_LINES));
        }
        return cells;
    }

    private float height(List<String> row) {
        return cells(row).stream().mapToInt(List::size).max().orElse(1) * LINE + 4;
    }

    private void row(List<String> row, boolean heading) throws IOException {
        float height = height(row);
        pages.need(height);
        float x = PdfPages.LEFT;
        var cells = cells(row);
        for (int i = 0; i < cells.size(); i++) {
            for (int line = 0; line < cells.get(i).size(); line++) {
                var words = cells.get(i).get(line);
                float at = pages.y() - LINE * (line + 1);
                float right = table.columns().get(i).number()
                        ? widths[i] - PAD - pages.measure().width(words, SIZE)
                        : 0;
                pages.at(words, x + right, at, SIZE, heading);
            }
            x += widths[i];
        }
        pages.down(height);
        pages.rule(PdfPages.LEFT, pages.y(), x - PdfPages.LEFT);
    }
}
