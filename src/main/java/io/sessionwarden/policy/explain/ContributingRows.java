package io.sessionwarden.policy.explain;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.explain.Explanation.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that had a say in a question by leaving rows out: as few rows of each table are kept as give the very same
 * facts. So it knows nothing of what the tables mean, and holds for every table. Halves are left out first, so that a table
 * of thousands of rows takes some dozens of tries.
 */
final class ContributingRows {

    private final OpenPolicy policy;
    private final Question question;
    private final ResetRequest facts;
    private final PolicyText table;
    private final List<String> lines;
    private final BitSet kept;

    private ContributingRows(OpenPolicy policy, Question question, PolicyText table) {
        this.policy = policy;
        this.question = question;
        this.facts = policy.complete(question);
        this.table = table;
        this.lines = Arrays.asList(table.text().split("\n", -1));
        this.kept = new BitSet(lines.size());
        this.kept.set(0, lines.size());
    }

    static List<Row> of(OpenPolicy policy, Question question) {
        return policy.texts().stream()
                .filter(text -> policy.tableColumns().containsKey(text.name()))
                .flatMap(table -> new ContributingRows(policy, question, table).rows().stream())
                .toList();
    }

    private List<Row> rows() {
        int header = header();
        if (header == lines.size()) {
            return List.of();
        }
        leaveOut(header + 1, lines.size());
        var rows = new ArrayList<Row>();
        for (int line = kept.nextSetBit(header + 1); line >= 0; line = kept.nextSetBit(line + 1)) {
            rows.add(new Row(table.shown(), line + 1, lines.get(line).strip(), gives(line)));
        }
        return rows;
    }

    private int header() {
        int line = 0;
        while (line < lines.size()
                && (lines.get(line).isBlank() || lines.get(line).startsWith("#"))) {
            line++;
        }
        return line;
    }

    /** Leaves out of these lines whatever does not matter, from the last to the first so that the first of equals stays. */
    private void leaveOut(int from, int to) {
        if (from >= to) {
            return;
        }
        kept.clear(from, to);
        if (facts.equals(factsOfKept())) {
            return;
        }
        kept.set(from, to);
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            leaveOut(middle, to);
            leaveOut(from, middle);
        }
    }

    private SortedMap<String, String> gives(int line) {
        kept.clear(line);
        var without = factsOfKept();
        kept.set(line);
        var gives = new TreeMap<>(policy.shown(facts));
        if (without != null) {
            gives.entrySet().removeAll(policy.shown(without).entrySet());
        }
        return gives;
    }

    /** The facts that the kept lines give; null where they are no table any more, as when a cell spans lines. */
    private @Nullable ResetRequest factsOfKept() {
        var text = new StringBuilder();
        kept.stream().forEach(line -> text.append(lines.get(line)).append('\n'));
        try {
            return policy.withTables(Map.of(table.name(), text.toString())).complete(question);
        } catch (PolicyException e) {
            return null;
        }
    }
}
