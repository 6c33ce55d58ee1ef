package io.sessionwarden.control;

import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text under headings, each as wide as its widest cell. Cells are cleaned here. */
final class TextTable {

    private static final int WIDEST_CELL = SessionMatch.LONGEST_NAME + 1;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    TextTable row(String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> ForeignText.clean(cell, WIDEST_CELL))
                .toList());
        return this;
    }

    @Override
    public String toString() {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
