package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.policy.drools.CsvTable.Row;
import io.sessionwarden.policy.drools.Tables.Access;
import io.sessionwarden.policy.drools.Tables.On;
import io.sessionwarden.policy.drools.Tables.Person;
import io.sessionwarden.policy.drools.Tables.Protected;
import io.sessionwarden.policy.drools.Tables.Right;
import io.sessionwarden.policy.drools.Tables.Shared;
import io.sessionwarden.policy.drools.Tables.Threshold;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a policy and tells everything that is wrong with them, by file, row and column. */
final class TableReader {

    private static final List<String> FOR_ALL_SERVERS = List.of("overall", "running");
    private static final String SERVER = "server";
    private static final int NO_LIMIT = -1;
    private static final String NOTE = "note";
    private static final String GRACE = "grace-seconds";
    private static final String LADDERS = "ladders.csv";
    private static final List<String> MODES = List.of("observe", "ask", "enforce");

    /** The columns of each table, without {@code note}. */
    static final SortedMap<String, List<String>> COLUMNS = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "access.csv",
            List.of("who", SERVER, "access"),
            "shared-accounts.csv",
            List.of(SERVER, "account"),
            "protected-accounts.csv",
            List.of(SERVER, "account", "session", "reason"),
            "people.csv",
            List.of("person", SERVER, "account"),
            "thresholds.csv",
            List.of(SERVER, "symptom", "seconds", "mode", GRACE),
            "limits.csv",
            List.of(SERVER, "scope", "limit"),
            "servers.csv",
            List.of(SERVER, "same-logon-name"),
            "reset-hours.csv",
            List.of(SERVER, "days", "from", "to", "time-zone", "resets"),
            "time-limits.csv",
            List.of(SERVER, "account", "idle-minutes", "disconnected-minutes", "mode"),
            LADDERS,
            List.of(SERVER, "symptom", "ladder"))));

    /** A policy that was kept by an earlier version has none: then every ladder is the usual one. */
    private static final Set<String> MAY_BE_MISSING = Set.of(LADDERS);

    /** Columns that a table can do without. */
    private static final Set<String> OPTIONAL = Set.of(NOTE, GRACE);

    private final PolicyFiles files;
    private final String folder;
    private final List<PolicyProblem> problems;

    /**
     * @param folder how the folder of a missing table is called
     * @param problems what is wrong is added here
     */
    TableReader(PolicyFiles files, String folder, List<PolicyProblem> problems) {
        this.files = files;
        this.folder = folder;
        this.problems = problems;
    }

    /** Every row of every table as it stands there, of a policy that was read before. */
    static List<RowView> rows(PolicyFiles files) {
        var unread = new ArrayList<PolicyProblem>();
        return COLUMNS.entrySet().stream()
                .flatMap(table -> files.source(table.getKey(), unread).stream()
                        .flatMap(source -> CsvTable.read(source, table.getValue(), OPTIONAL, unread).stream())
                        .map(row -> new RowView(table.getKey(), row.line(), new TreeMap<>(row.cells()))))
                .toList();
    }

    Tables read() {
        return new Tables(
                rows("access.csv", this::access),
                rows("shared-accounts.csv", this::shared),
                rows("protected-accounts.csv", this::protectedAccount),
                rows("people.csv", this::person),
                keyed("thresholds.csv", this::threshold),
                keyed("limits.csv", this::limit),
                keyed("servers.csv", this::server),
                new ResetHours(rows("reset-hours.csv", row -> new HoursReader(row).read())),
                rows("time-limits.csv", this::timeLimit),
                keyed(LADDERS, this::ladder));
    }

    private Optional<Access> access(Row row) {
        var who = row.who("who");
        var server = row.required(SERVER);
        var right = row.word("access", List.of("query", "reset", "operate", "approve", "audit", "deny"));
        if ("audit".equals(right) && server != null && !server.equals(Tables.ANY)) {
            row.wrong(SERVER, "the trail is of all servers together; write *");
        }
        return who == null || server == null || right == null
                ? Optional.empty()
                : Optional.of(new Access(who, server, Right.valueOf(right.toUpperCase(Locale.ROOT))));
    }

    private Optional<Shared> shared(Row row) {
        var server = row.required(SERVER);
        var account = row.who("account");
        return server == null || account == null ? Optional.empty() : Optional.of(new Shared(server, account));
    }

    private Optional<Protected> protectedAccount(Row row) {
        var server = row.required(SERVER);
        var account = row.who("account");
        var session = row.required("session");
        row.required("reason");
        return server == null || account == null || session == null
                ? Optional.empty()
                : Optional.of(new Protected(server, account, session));
    }

    private Optional<Person> person(Row row) {
        var person = row.who("person");
        var server = row.required(SERVER);
        var account = row.who("account");
        if (Tables.ANY.equals(server)) {
            row.wrong(
                    SERVER,
                    "a person's account is told for each server by name; equal names on two servers may be two people");
        }
        for (var column : List.of("person", "account")) {
            if (row.cell(column).equals(Tables.ANY)) {
                row.wrong(column, "'*' would make everybody's sessions theirs; name one");
            }
        }
        return person == null || server == null || account == null
                ? Optional.empty()
                : Optional.of(new Person(person, server, account));
    }

    private Optional<Map.Entry<On, Threshold>> threshold(Row row) {
        var server = row.required(SERVER);
        var symptom = symptom(row);
        var seconds = row.number("seconds");
        var mode = mode(row);
        var grace = row.numberOr(GRACE, 0);
        return server == null || symptom == null || seconds == null || mode == null || grace == null
                ? Optional.empty()
                : Optional.of(Map.entry(new On(server, symptom), new Threshold(seconds, mode, grace)));
    }

    private static @Nullable String symptom(Row row) {
        var symptom = row.required("symptom");
        if (symptom != null && !Symptom.isName(symptom)) {
            row.wrong("symptom", "'" + symptom + "' is no symptom; one is written like DEAD_LEADER");
        }
        return symptom;
    }

    private Optional<Map.Entry<On, Ladder>> ladder(Row row) {
        var server = row.required(SERVER);
        var symptom = Tables.ANY.equals(row.cell("symptom")) ? Tables.ANY : symptom(row);
        var written = row.required("ladder");
        try {
            return server == null || symptom == null || written == null
                    ? Optional.empty()
                    : Optional.of(Map.entry(new On(server, symptom), Ladder.parse(written)));
        } catch (IllegalArgumentException e) {
            row.wrong("ladder", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Whatever names no mode is only observed. */
    private static @Nullable Mode mode(Row row) {
        var word = row.cell("mode").isEmpty() ? "observe" : row.word("mode", MODES);
        return word == null ? null : Mode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Optional<Tables.Stay> timeLimit(Row row) {
        var server = row.required(SERVER);
        var account = row.who("account");
        var idle = row.numberOr("idle-minutes", NO_LIMIT);
        var disconnected = row.numberOr("disconnected-minutes", NO_LIMIT);
        var mode = mode(row);
        for (var column : List.of("idle-minutes", "disconnected-minutes")) {
            if (row.cell(column).equals("0")) {
                row.wrong(column, "'0' would end every session at once; leave the cell empty where there is no limit");
            }
        }
        return server == null || account == null || idle == null || disconnected == null || mode == null
                ? Optional.empty()
                : Optional.of(
                        new Tables.Stay(server, account, new TimeLimits(minutes(idle), minutes(disconnected), mode)));
    }

    private static @Nullable Duration minutes(int minutes) {
        return minutes == NO_LIMIT ? null : Duration.ofMinutes(minutes);
    }

    private Optional<Map.Entry<On, Integer>> limit(Row row) {
        var server = row.required(SERVER);
        var scope = row.word("scope", List.copyOf(Tables.SCOPES.keySet()));
        var most = row.number("limit");
        if (scope != null && server != null && FOR_ALL_SERVERS.contains(scope) && !server.equals(Tables.ANY)) {
            row.wrong(SERVER, "'" + scope + "' counts all servers together; write *");
        }
        return server == null || scope == null || most == null
                ? Optional.empty()
                : Optional.of(Map.entry(new On(server, scope), most));
    }

    private Optional<Map.Entry<String, Boolean>> server(Row row) {
        var server = row.required(SERVER);
        var owns = row.word("same-logon-name", List.of("strict", "4.0"));
        return server == null || owns == null ? Optional.empty() : Optional.of(Map.entry(server, owns.equals("4.0")));
    }

    private <T> List<T> rows(String name, Function<Row, Optional<T>> read) {
        return table(name).stream().flatMap(row -> read.apply(row).stream()).toList();
    }

    private <K, V> Map<K, V> keyed(String name, Function<Row, Optional<Map.Entry<K, V>>> read) {
        var values = new HashMap<K, V>();
        var lines = new HashMap<K, Integer>();
        for (var row : table(name)) {
            read.apply(row).ifPresent(entry -> {
                var before = lines.putIfAbsent(entry.getKey(), row.line());
                if (before == null) {
                    values.put(entry.getKey(), entry.getValue());
                } else {
                    row.wrong(
                            row.header().get(0),
                            "line " + before + " speaks of the same thing already; keep one of the two");
                }
            });
        }
        return values;
    }

    private List<Row> table(String name) {
        var columns = COLUMNS.getOrDefault(name, List.of());
        if (!files.files().containsKey(name)) {
            if (MAY_BE_MISSING.contains(name)) {
                return List.of();
            }
            problems.add(new PolicyProblem(
                    folder + "/" + name,
                    0,
                    0,
                    "is missing; a table without rows is a file with the line " + String.join(",", columns)));
            return List.of();
        }
        return files.source(name, problems)
                .map(source -> CsvTable.read(source, columns, OPTIONAL, problems))
                .orElse(List.of());
    }
}
