package io.sessionwarden.policy.drools;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyProblem.Severity;
import io.sessionwarden.session.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table that people edit in a spreadsheet: a header, rows, lines of {@code #} comments, with tabs, semicolons or commas,
 * whichever its header has. Cells that a spreadsheet may have damaged are told as warnings.
 */
final class CsvTable {

    /** The columns that name somebody or something, in whose cells a spreadsheet sees what is not there. */
    private static final Set<String> NAMES = Set.of("who", "account", "person", "server", "session");

    private static final Pattern STARTING_LINE = Pattern.compile("starting at line ([0-9]{1,9})");

    private final Source source;
    private final List<PolicyProblem> problems;
    private final List<String> columns;
    private final Set<String> optional;

    private CsvTable(Source source, List<String> columns, Set<String> optional, List<PolicyProblem> problems) {
        this.source = source;
        this.columns = columns;
        this.optional = optional;
        this.problems = problems;
    }

    /**
     * The rows of a table that has those columns in any order; it may lack the optional ones. A row that does not fit the
     * header is told and left out.
     */
    static List<Row> read(Source source, List<String> columns, Set<String> optional, List<PolicyProblem> problems) {
        return new CsvTable(source, columns, optional, problems).rows();
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        List<String> header = null;
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator())
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(source.text())) {
            for (var line : reader) {
                if (blankOrComment(line)) {
                    continue;
                }
                if (header == null) {
                    int before = problems.size();
                    header = header(line);
                    if (problems.size() > before) {
                        // What its rows lack would be told again for each of them.
                        return List.of();
                    }
                } else if (fits(line, header)) {
                    rows.add(row(header, line));
                } else {
                    problems.add(inCell(
                            line,
                            Math.min(line.getFieldCount(), header.size()) + 1,
                            "this row has " + line.getFieldCount() + " cells, the header has " + header.size()
                                    + "; put a text that holds a comma in double quotes"));
                }
            }
        } catch (CsvParseException e) {
            problems.add(unclosedQuote(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
        if (header == null) {
            problems.add(source.problem("is empty; its first line should be " + String.join(",", columns)));
        }
        return List.copyOf(rows);
    }

    /** A spreadsheet puts a comment in quotes that holds a comma or a quote. */
    private static boolean blankOrComment(CsvRecord line) {
        return line.getFields().stream().allMatch(String::isBlank)
                || line.getField(0).startsWith("#");
    }

    private PolicyProblem inCell(CsvRecord line, int cell, String message) {
        return new PolicyProblem(source.name(), (int) line.getStartingLineNumber(), cell, message);
    }

    /** The reader of tables stumbles over nothing else; it names the line in its message only. */
    private PolicyProblem unclosedQuote(CsvParseException e) {
        var line = STARTING_LINE.matcher(String.valueOf(e.getMessage()));
        return line.find()
                ? source.problemInLine(
                        Integer.parseInt(line.group(1)),
                        "a double quote that is opened in this row is never closed; close it, or write two for one")
                : source.problem("cannot be read as a table: " + e.getMessage());
    }

    private char separator() {
        var header = source.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("\"#"))
                .findFirst()
                .orElse("");
        if (header.indexOf('\t') >= 0) {
            return '\t';
        }
        return header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
    }

    private List<String> header(CsvRecord line) {
        var header = new ArrayList<String>();
        line.getFields().forEach(cell -> header.add(cell.strip().toLowerCase(Locale.ROOT)));
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        int at = (int) line.getStartingLineNumber();
        for (var column : columns) {
            if (!header.contains(column) && !optional.contains(column)) {
                problems.add(source.problemInLine(
                        at, "the header has no column '" + column + "'; it should be " + String.join(",", columns)));
            }
        }
        for (int i = 0; i < header.size(); i++) {
            var column = header.get(i);
            if (!columns.contains(column) && !optional.contains(column)) {
                problems.add(inCell(
                        line, i + 1, "there is no column '" + column + "'" + Nearest.hintOrAll(column, columns)));
            } else if (header.indexOf(column) < i) {
                problems.add(inCell(line, i + 1, "a column '" + column + "' stands before already; remove one"));
            }
        }
        return List.copyOf(header);
    }

    /** Cells may be missing at the end where the table can do without them; empty ones too many are a spreadsheet's. */
    private boolean fits(CsvRecord line, List<String> header) {
        int cells = line.getFieldCount();
        return cells < header.size()
                ? optional.containsAll(header.subList(cells, header.size()))
                : line.getFields().subList(header.size(), cells).stream().allMatch(String::isBlank);
    }

    private Row row(List<String> header, CsvRecord line) {
        var cells = new TreeMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), i < line.getFieldCount() ? line.getField(i).strip() : "");
        }
        var row = new Row(source, (int) line.getStartingLineNumber(), header, cells, problems);
        cells.keySet().stream().filter(NAMES::contains).forEach(row::suspect);
        return row;
    }

    /**
     * One row. Asking it for a value that it does not have, or that is not of the right sort, tells the problem and gives
     * nothing.
     *
     * @param line the line it begins in, from 1
     */
    record Row(Source source, int line, List<String> header, Map<String, String> cells, List<PolicyProblem> problems) {

        /** The cell as it stands, or the empty text. */
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** The cell, which must not be empty. */
        @Nullable
        String required(String column) {
            var cell = cell(column);
            if (cell.isEmpty()) {
                wrong(column, "is empty; fill it, or begin the row with # to leave it out");
                return null;
            }
            return cell;
        }

        @Nullable
        Who who(String column) {
            var cell = required(column);
            if (cell == null) {
                return null;
            }
            var who = Who.parse(cell);
            if (!who.wellFormed()) {
                wrong(column, "'" + cell + "' names nobody; write a logon name, uid:1001, AUTHORITY:ID or *");
                return null;
            }
            return who;
        }

        /** A whole number from 0. */
        @Nullable
        Integer number(String column) {
            var cell = required(column);
            if (cell == null) {
                return null;
            }
            if (!cell.matches("[0-9]{1,8}")) {
                wrong(column, "'" + cell + "' is not a whole number from 0 to 99999999");
                return null;
            }
            return Integer.valueOf(cell);
        }

        /** A whole number from 0, or {@code otherwise} where the cell is empty; null where it is neither. */
        @Nullable
        Integer numberOr(String column, int otherwise) {
            return cell(column).isEmpty() ? Integer.valueOf(otherwise) : number(column);
        }

        /** One of these words, in any case; given back as it stands in the list. */
        @Nullable
        String word(String column, List<String> words) {
            var cell = required(column);
            if (cell == null) {
                return null;
            }
            for (var word : words) {
                if (word.equalsIgnoreCase(cell)) {
                    return word;
                }
            }
            wrong(column, "'" + cell + "' is not one of " + String.join(", ", words) + Nearest.hint(cell, words));
            return null;
        }

        private void suspect(String column) {
            SpreadsheetDamage.in(cell(column))
                    .ifPresent(message -> problems.add(new PolicyProblem(
                            source.name(),
                            line,
                            header.indexOf(column) + 1,
                            "column '" + column + "': " + message,
                            Severity.WARNING)));
        }

        void wrong(String column, String message) {
            problems.add(new PolicyProblem(
                    source.name(), line, header.indexOf(column) + 1, "column '" + column + "': " + message));
        }
    }
}
