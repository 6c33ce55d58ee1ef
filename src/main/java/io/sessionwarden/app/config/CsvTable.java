package io.sessionwarden.app.config;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.sessionwarden.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** One of the tables that people edit in a spreadsheet: its heading, its size, and rows with as many columns as it has. */
final class CsvTable {

    private static final int MOST_ROWS = 10_000;
    private static final long MOST_BYTES = 4 << 20;

    private final List<String> columns;
    private final Problems problems;

    CsvTable(List<String> columns, Problems problems) {
        this.columns = columns;
        this.problems = problems;
    }

    /** Hands over the rows behind the heading, in their order. */
    void read(Path file, Consumer<CsvRecord> row) {
        try (var records = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text(file))) {
            int rows = -1;
            for (var record : records) {
                if (rows++ < 0) {
                    checkHeading(record);
                } else if (rows > MOST_ROWS) {
                    problems.add(line(record), "more than " + MOST_ROWS + " rows");
                    break;
                } else if (record.getFieldCount() == columns.size()) {
                    row.accept(record);
                } else {
                    problems.add(
                            line(record), "has " + record.getFieldCount() + " columns instead of " + columns.size());
                }
            }
        } catch (CharacterCodingException e) {
            problems.add(1, "this is not UTF-8");
        } catch (CsvParseException | UncheckedIOException e) {
            problems.add(1, "cannot be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            problems.add(1, "cannot be read: " + Unreadable.why(e));
        }
    }

    static int line(CsvRecord record) {
        return (int) record.getStartingLineNumber();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("longer than " + MOST_BYTES + " bytes");
        }
        var text = Files.readString(file);
        // A spreadsheet puts this mark in front of UTF-8.
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private void checkHeading(CsvRecord record) {
        if (!record.getFields().equals(columns)) {
            problems.add(line(record), "the first row should be: " + String.join(",", columns));
        }
    }
}
