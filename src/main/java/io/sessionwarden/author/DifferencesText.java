package io.sessionwarden.author;

import io.sessionwarden.control.Json;
import io.sessionwarden.policy.RowView;
import io.sessionwarden.policy.replay.Differences;
import io.sessionwarden.policy.replay.Differences.OfRow;
import io.sessionwarden.policy.replay.Differences.OfRule;
import io.sessionwarden.session.ForeignText;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the differences of two policies are told. Pure. */
final class DifferencesText {

    private static final int LONGEST = 300;

    private DifferencesText() {}

    static String text(Differences differences, String before, String after) {
        if (differences.none()) {
            return "the policies " + before + " and " + after + " say the same\n";
        }
        var text = new StringBuilder("from policy " + before + " to " + after + ":\n");
        for (var rule : differences.rules()) {
            text.append('\n')
                    .append(word(rule.before(), rule.after()))
                    .append(" rule \"")
                    .append(clean(rule.title()))
                    .append("\"\n");
            text.append(lines("- ", rule.textBefore())).append(lines("+ ", rule.textAfter()));
        }
        for (var row : differences.rows()) {
            text.append('\n')
                    .append(word(row.before(), row.after()))
                    .append(" row of ")
                    .append(row.table())
                    .append('\n');
            text.append(line("- ", row.before())).append(line("+ ", row.after()));
        }
        for (var file : differences.files()) {
            text.append("\nchanged ").append(clean(file)).append('\n');
        }
        return text.toString();
    }

    private static String word(@Nullable Object before, @Nullable Object after) {
        return before == null ? "added" : after == null ? "removed" : "changed";
    }

    private static String lines(String mark, String text) {
        return text.lines().map(line -> mark + clean(line) + "\n").collect(Collectors.joining());
    }

    private static String line(String mark, @Nullable RowView row) {
        return row == null ? "" : mark + clean(cells(row)) + "\n";
    }

    private static String cells(RowView row) {
        return row.cells().entrySet().stream()
                .filter(cell -> !cell.getValue().isEmpty())
                .map(cell -> cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST);
    }

    static String json(Differences differences, String before, String after) {
        return Json.text(new Json()
                .put("from", before)
                .put("to", after)
                .put(
                        "rules",
                        differences.rules().stream().map(DifferencesText::json).toList())
                .put(
                        "rows",
                        differences.rows().stream().map(DifferencesText::json).toList())
                .put("files", differences.files())
                .members());
    }

    private static Map<String, @Nullable Object> json(OfRule rule) {
        return new Json()
                .put("change", word(rule.before(), rule.after()))
                .put("title", rule.title())
                .put("before", rule.textBefore())
                .put("after", rule.textAfter())
                .members();
    }

    private static Map<String, @Nullable Object> json(OfRow row) {
        var before = row.before();
        var after = row.after();
        return new Json()
                .put("change", word(before, after))
                .put("table", row.table())
                .put("before", before == null ? null : before.cells())
                .put("after", after == null ? null : after.cells())
                .members();
    }
}
