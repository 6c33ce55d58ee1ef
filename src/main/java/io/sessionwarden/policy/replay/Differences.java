package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.RuleView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules and rows in which two policies differ. Comments, blanks and the order of either do not count.
 *
 * @param rules by their titles
 * @param rows by their tables
 * @param files the names of the other files that one of the two lacks or that differ: scenarios, guarantees, notes
 */
public record Differences(List<OfRule> rules, List<OfRow> rows, List<String> files) {

    /** What a row is about, as against what it says about it. */
    private static final Set<String> SUBJECTS =
            Set.of("server", "who", "person", "account", "session", "symptom", "scope", "days");

    public Differences {
        rules = List.copyOf(rules);
        rows = List.copyOf(rows);
        files = List.copyOf(files);
    }

    /**
     * A rule that was added, removed or changed.
     *
     * @param before the rule as it was, or null
     * @param after the rule as it is, or null
     * @param textBefore its text as it was, or empty
     * @param textAfter its text as it is, or empty
     */
    public record OfRule(
            @Nullable RuleView before, @Nullable RuleView after, String textBefore, String textAfter) {

        public String title() {
            return after != null ? after.title() : before != null ? before.title() : "";
        }
    }

    /**
     * A row that was added, removed or changed.
     *
     * @param before the row as it was, or null
     * @param after the row as it is, or null
     */
    public record OfRow(@Nullable RowView before, @Nullable RowView after) {

        public String table() {
            return after != null ? after.table() : before != null ? before.table() : "";
        }
    }

    public static Differences between(OpenPolicy before, OpenPolicy after) {
        return new Differences(rules(before, after), rows(before.rows(), after.rows()), files(before, after));
    }

    public boolean none() {
        return rules.isEmpty() && rows.isEmpty() && files.isEmpty();
    }

    private static List<OfRule> rules(OpenPolicy before, OpenPolicy after) {
        var was = byTitle(before);
        var is = byTitle(after);
        var textsBefore = RuleTexts.of(before);
        var textsAfter = RuleTexts.of(after);
        var titles = new TreeSet<>(was.keySet());
        titles.addAll(is.keySet());
        var differences = new ArrayList<OfRule>();
        for (var title : titles) {
            var textBefore = textsBefore.getOrDefault(title, "");
            var textAfter = textsAfter.getOrDefault(title, "");
            if (!squeezed(textBefore).equals(squeezed(textAfter))) {
                differences.add(new OfRule(was.get(title), is.get(title), textBefore, textAfter));
            }
        }
        return differences;
    }

    private static Map<String, RuleView> byTitle(OpenPolicy policy) {
        return policy.rules().stream().collect(Collectors.toMap(RuleView::title, Function.identity()));
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static List<OfRow> rows(List<RowView> before, List<RowView> after) {
        var said = after.stream().map(Differences::said).collect(Collectors.toSet());
        var wasSaid = before.stream().map(Differences::said).collect(Collectors.toSet());
        var removed = new TreeMap<String, RowView>();
        before.stream().filter(row -> !said.contains(said(row))).forEach(row -> removed.put(subject(row), row));
        var differences = new ArrayList<OfRow>();
        for (var row : after) {
            if (!wasSaid.contains(said(row))) {
                differences.add(new OfRow(removed.remove(subject(row)), row));
            }
        }
        removed.values().forEach(row -> differences.add(new OfRow(row, null)));
        return differences;
    }

    private static String said(RowView row) {
        var cells = new TreeMap<>(row.cells());
        cells.remove("note");
        return row.table() + cells;
    }

    private static String subject(RowView row) {
        var cells = new TreeMap<>(row.cells());
        cells.keySet().retainAll(SUBJECTS);
        return row.table() + cells;
    }

    private static List<String> files(OpenPolicy before, OpenPolicy after) {
        var was = otherTexts(before);
        var is = otherTexts(after);
        var names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        names.removeIf(name -> was.getOrDefault(name, "").equals(is.getOrDefault(name, "")));
        return List.copyOf(names);
    }

    private static Map<String, String> otherTexts(OpenPolicy policy) {
        return policy.texts().stream()
                .filter(text -> !text.name().endsWith(".drl") && !text.name().endsWith(".csv"))
                .collect(Collectors.toMap(PolicyText::name, PolicyText::text));
    }
}
