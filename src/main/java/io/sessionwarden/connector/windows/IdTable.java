package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows of a table of {@code qwinsta} or {@code quser}, each anchored on the number that ends where its ids end. Nothing
 * else in such a table is reliable: headers are translated, columns may be empty, names hold blanks and digits, and some hosts
 * print rows off by one.
 *
 * @param rows the rows that could be read, in their order
 * @param unread the lines below the header that are none
 */
record IdTable(List<Row> rows, List<String> unread) {

    private static final int MOST_ROWS = 10_000;
    private static final int LONGEST_SHOWN = 200;

    /** How far a row or a header may be off: a letter that got lost, or a missing blank in front. */
    private static final List<Integer> OFF = List.of(0, -1, 1);

    private static final Pattern ID_HEADER = Pattern.compile("(?<![^ ])ID(?![^ ])");
    private static final Pattern NUMBER = Pattern.compile("(?<= )(?:0|[1-9][0-9]{0,9})(?= |$)");

    IdTable {
        rows = List.copyOf(rows);
        unread = List.copyOf(unread);
    }

    /**
     * One row, in display columns.
     *
     * @param current whether it is the session that the command ran in
     * @param columns the line, a leading {@code >} taken off
     * @param id the id
     * @param end the column behind the id
     */
    record Row(boolean current, String columns, long id, int end) {

        private int start() {
            return end - Long.toString(id).length();
        }

        /** What stands in front of the column that begins so far before the end of the ids. */
        String before(int distance) {
            return Columns.text(columns.substring(0, border(end - distance)));
        }

        /** What stands from that column up to the id. */
        String from(int distance) {
            return Columns.text(columns.substring(border(end - distance), start()));
        }

        /** What stands behind the id. */
        String rest() {
            return Columns.text(columns.substring(end));
        }

        /** Where the column really begins: a word that is off by one belongs to it, one that overruns into it does not. */
        private int border(int column) {
            int border = Math.max(0, Math.min(column, start()));
            int begin = border;
            while (begin > 0 && columns.charAt(begin - 1) != ' ') {
                begin--;
            }
            if (border - begin <= 1) {
                return begin;
            }
            while (border < start() && columns.charAt(border) != ' ') {
                border++;
            }
            return border;
        }
    }

    /**
     * @param output what the command printed
     * @param documented the columns in which its ids are documented to end, for headers that say nothing
     */
    static IdTable of(String output, int... documented) {
        var lines = output.lines()
                .map(line -> line.replace('\0', '?').stripTrailing())
                .filter(line -> !line.isBlank())
                .limit(MOST_ROWS)
                .toList();
        if (lines.isEmpty()) {
            return new IdTable(List.of(), List.of());
        }
        int anchor = anchor(lines, documented);
        var rows = new ArrayList<Row>();
        var unread = new ArrayList<String>();
        for (String line : lines) {
            row(line, anchor, OFF)
                    .ifPresentOrElse(rows::add, () -> unread.add(ForeignText.clean(line.strip(), LONGEST_SHOWN)));
        }
        boolean headed = !rows.isEmpty() && row(lines.get(0), anchor, OFF).isEmpty();
        return new IdTable(rows, headed ? unread.subList(1, unread.size()) : unread);
    }

    /** Of the columns that the header or the documentation suggests, the one in which most rows have a number. */
    private static int anchor(List<String> lines, int... documented) {
        var suggested = new ArrayList<Integer>();
        for (String header : List.of(Columns.spread(lines.get(0)), lines.get(0))) {
            ID_HEADER.matcher(header).results().forEach(id -> suggested.add(id.end()));
        }
        Arrays.stream(documented).forEach(suggested::add);
        int best = 0;
        long most = -1;
        for (int off : OFF) {
            for (int column : suggested) {
                int end = column + off;
                long hits = lines.stream()
                        .filter(line -> row(line, end, List.of(0)).isPresent())
                        .count();
                if (hits > most) {
                    most = hits;
                    best = end;
                }
            }
        }
        return best;
    }

    private static Optional<Row> row(String line, int anchor, List<Integer> off) {
        boolean current = line.startsWith(">");
        var plain = current ? " " + line.substring(1) : line;
        for (int distance : off) {
            for (String columns : List.of(Columns.spread(plain), plain)) {
                var number = NUMBER.matcher(columns);
                while (number.find()) {
                    if (number.end() == anchor + distance) {
                        return Optional.of(new Row(current, columns, Long.parseLong(number.group()), number.end()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
