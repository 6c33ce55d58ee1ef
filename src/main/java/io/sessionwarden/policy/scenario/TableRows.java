package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the tables that scenarios bring with them, each a list of rows with the columns by their names, and makes of them
 * texts such as a folder's tables are. For one thread.
 */
final class TableRows {

    private static final String ENDING = ".csv";
    private static final String NOTE = "note";

    private final OpenPolicy policy;
    private final Problems wrong;

    TableRows(OpenPolicy policy, Problems wrong) {
        this.policy = policy;
        this.wrong = wrong;
    }

    /** The text of each table, by its file's name; what cannot be read is told. */
    Map<String, String> read(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrong.add(node, "'tables' should be tables with their rows, and is " + node.what());
            return Map.of();
        }
        var tables = new HashMap<String, String>();
        for (var member : mapping.members()) {
            var name = member.key().endsWith(ENDING) ? member.key() : member.key() + ENDING;
            var columns = policy.tableColumns().get(name);
            if (columns == null) {
                wrong.add(
                        member.line(),
                        member.column(),
                        "there is no table '" + member.key() + "'"
                                + Nearest.hintOrAll(name, policy.tableColumns().keySet()));
            } else {
                table(name, columns, member.value(), tables);
            }
        }
        return tables;
    }

    private void table(String name, List<String> columns, YamlNode node, Map<String, String> tables) {
        var rows = rows(name, node);
        var known = new HashSet<>(columns);
        known.add(NOTE);
        var text = new StringBuilder(line(columns));
        int before = wrong.count();
        for (var row : rows) {
            var reader = new MappingReader(row, "a row of " + name, known, wrong);
            var cells = new ArrayList<String>();
            for (var column : columns) {
                cells.add(reader.find(column)
                        .map(value -> value instanceof YamlNode.Scalar scalar ? scalar.text() : "")
                        .orElse(""));
            }
            text.append(line(cells));
        }
        if (wrong.count() == before) {
            check(name, text.toString(), node, rows);
            tables.put(name, text.toString());
        }
    }

    private List<YamlNode> rows(String name, YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (!(node instanceof YamlNode.Missing)) {
            wrong.add(
                    node,
                    "the rows of " + name + " should be a list such as [{column: cell, ...}], or [] for none; this is "
                            + node.what());
        }
        return List.of();
    }

    /** What of it the policy cannot read is told at the row that it is about. */
    private void check(String name, String text, YamlNode node, List<YamlNode> rows) {
        try {
            policy.withTables(Map.of(name, text));
        } catch (PolicyException e) {
            for (var problem : e.problems()) {
                // The header is the first line.
                int row = problem.line() - 2;
                wrong.add(row >= 0 && row < rows.size() ? rows.get(row) : node, name + ": " + problem.message());
            }
        }
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> "\"" + cell.replace("\"", "\"\"").replaceAll("[\r\n]", " ") + "\"")
                .collect(Collectors.joining(",", "", "\n"));
    }
}
