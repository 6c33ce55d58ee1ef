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

    /** Columns are as wide as they need; where that is too much, the widest give way. */
    private float[] widths() {
        int columns = table.columns().size();
        var needed = new float[columns];
        for (int i = 0; i < columns; i++) {
            needed[i] = pages.measure().width(titles().get(i), SIZE);
            for (var row : table.rows()) {
                needed[i] = Math.max(needed[i], pages.measure().width(row.get(i), SIZE));
            }
            needed[i] = Math.max(NARROWEST, needed[i] + PAD);
        }
        float most = PdfPages.WIDTH;
        while (sum(needed, most) > PdfPages.WIDTH) {
            most *= 0.95f;
        }
        for (int i = 0; i < columns; i++) {
            needed[i] = Math.min(needed[i], most);
        }
        return needed;
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
