package io.sessionwarden.connector.windows;

import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** A word for the state follows in every language: a number that ends the line may be the beginning of a longer one. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

    /** A header has the word once; more than that is none. */
    private static final int MOST_SUGGESTED = 10;

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
        var printed = lines.stream().map(Printed::of).toList();
        int anchor = anchor(printed, documented);
        var read = new LinkedHashMap<String, Row>();
        // What comes last without an end of line may be half a row.
        boolean cut = !output.substring(output.lastIndexOf('\n') + 1).isBlank();
        printed.subList(0, printed.size() - (cut ? 1 : 0))
                .forEach(line -> line.row(anchor, OFF).ifPresent(row -> read.put(line.text(), row)));
        // An id that stands twice is at least once misread.
        var often = read.values().stream().collect(Collectors.groupingBy(Row::id, Collectors.counting()));
        boolean headed = !read.containsKey(lines.get(0));
        read.values().removeIf(row -> often.getOrDefault(row.id(), 0L) > 1);
        var unread = lines.stream()
                .skip(headed && !read.isEmpty() ? 1 : 0)
                .filter(line -> !read.containsKey(line))
                .map(line -> ForeignText.clean(line.strip(), LONGEST_SHOWN))
                .toList();
        return new IdTable(List.copyOf(read.values()), unread);
    }

    /** Of the columns that the header or the documentation suggests, the one in which most rows have a number. */
    private static int anchor(List<Printed> lines, int... documented) {
        var suggested = new ArrayList<Integer>();
        for (String header :
                List.of(Columns.spread(lines.get(0).text()), lines.get(0).text())) {
            ID_HEADER.matcher(header).results().limit(MOST_SUGGESTED).forEach(id -> suggested.add(id.end()));
        }
        Arrays.stream(documented).forEach(suggested::add);
        int best = 0;
        long most = -1;
        for (int off : OFF) {
            for (int column : suggested) {
                int end = column + off;
                long hits = lines.stream()
                        .filter(line -> line.row(end, List.of(0)).isPresent())
                        .count();
                if (hits > most) {
                    most = hits;
                    best = end;
                }
            }
        }
        return best;
    }

    /**
     * A line that may be a row.
     *
     * @param current whether a {@code >} was taken off it
     * @param readings its columns, as they are displayed and one for each character
     */
    private record Printed(String text, boolean current, List<String> readings) {

        static Printed of(String line) {
            boolean current = line.startsWith(">");
            var plain = current ? " " + line.substring(1) : line;
            return new Printed(line, current, List.of(Columns.spread(plain), plain));
        }

        Optional<Row> row(int anchor, List<Integer> off) {
            for (int distance : off) {
                for (String columns : readings) {
                    var number = numberEndingAt(columns, anchor + distance);
                    if (number.isPresent()) {
                        return Optional.of(new Row(current, columns, number.getAsLong(), anchor + distance));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static OptionalLong numberEndingAt(String columns, int end) {
        if (end < 1 || end >= columns.length() || columns.charAt(end) != ' ') {
            return OptionalLong.empty();
        }
        int blank = columns.lastIndexOf(' ', end - 1);
        var word = columns.substring(blank + 1, end);
        return blank >= 0 && NUMBER.matcher(word).matches()
                ? OptionalLong.of(Long.parseLong(word))
                : OptionalLong.empty();
    }
}
