package io.sessionwarden.app.config;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code config/sessions.csv}: the names that the administrator gave, and which sessions should always be there. */
public final class SessionsFile {

    private static final String NAME = "config/sessions.csv";
    private static final List<String> COLUMNS = List.of("server", "connector", "match", "name", "standing");

    private final Map<String, Configuration.Server> servers;
    private final Problems problems = new Problems(NAME);
    private final Map<String, Long> matches = new HashMap<>();
    private final Map<String, Long> names = new HashMap<>();

    private SessionsFile(Configuration configuration) {
        this.servers = configuration.servers().stream()
                .collect(Collectors.toMap(Configuration.Server::name, server -> server));
    }

    /**
     * The rows of that home's file; none where there is no such file.
     *
     * @param configuration whose servers and connectors the rows may name
     * @param told is told each mistake, with row and column
     */
    public static List<SessionName> read(Path home, Configuration configuration, Consumer<String> told) {
        var file = home.resolve(NAME);
        // Where no server could be made out, there is nothing to hold the rows against.
        return Files.exists(file) && !configuration.servers().isEmpty()
                ? new SessionsFile(configuration).read(file, told)
                : List.of();
    }

    private List<SessionName> read(Path file, Consumer<String> told) {
        var read = new ArrayList<SessionName>();
        new CsvTable(COLUMNS, problems).read(file, record -> {
            var name = row(record);
            if (name != null) {
                read.add(name);
            }
        });
        problems.all().forEach(told);
        return List.copyOf(read);
    }

    private @Nullable SessionName row(CsvRecord record) {
        int line = CsvTable.line(record);
        int before = problems.count();
        var server = servers.get(record.getField(0));
        if (server == null) {
            problem(
                    line,
                    0,
                    "there is no server '" + record.getField(0) + "'"
                            + Nearest.hintOrAll(record.getField(0), servers.keySet()));
        } else if (!server.connectors().containsKey(record.getField(1))) {
            problem(
                    line,
                    1,
                    "server '" + server.name() + "' has no connector '" + record.getField(1) + "'"
                            + Nearest.hintOrAll(
                                    record.getField(1), server.connectors().keySet()));
        }
        int equals = record.getField(2).indexOf('=');
        var vital = equals < 0 ? "" : record.getField(2).substring(0, equals);
        var value = record.getField(2).substring(equals + 1);
        if (!Set.of("tty", "mark", "pane").contains(vital) || value.isBlank()) {
            problem(line, 2, "'" + record.getField(2) + "' should be tty=, mark= or pane= with a value");
        }
        if (record.getField(3).isBlank() || record.getField(3).length() > 100) {
            problem(line, 3, "a name has 1 to 100 characters");
        }
        var standing = record.getField(4).toLowerCase(Locale.ROOT);
        if (!standing.equals("yes") && !standing.equals("no")) {
            problem(line, 4, "is yes or no, not '" + record.getField(4) + "'");
        }
        twice(matches, record.getField(0) + "\n" + record.getField(1) + "\n" + record.getField(2), line, 2);
        twice(names, record.getField(0) + "\n" + record.getField(3), line, 3);
        return problems.count() > before
                ? null
                : new SessionName(
                        record.getField(0),
                        record.getField(1),
                        vital,
                        value,
                        record.getField(3),
                        standing.equals("yes"));
    }

    private void twice(Map<String, Long> seen, String what, int line, int column) {
        var first = seen.putIfAbsent(what, (long) line);
        if (first != null) {
            problem(line, column, "stands in row " + first + " already");
        }
    }

    private void problem(int line, int column, String what) {
        problems.add(line, "column " + COLUMNS.get(column) + ": " + what);
    }
}
