package io.sessionwarden.author;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.explain.Explainer;
import io.sessionwarden.policy.explain.Explanation;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * {@code policy explain}: why a decision of the trail falls as it does under the rules and tables as they lie in the folder
 * now: which rules speak, which that could permit do not and why not, and which rows have a say. An incident's id means its
 * latest decision, a number the decision that is the trail's record of that number.
 */
final class ExplainCommand implements AuthorCommand {

    private static final int LONGEST = 1_000;

    private final Desk desk;
    private final AuditTrail trail;

    ExplainCommand(Desk desk, AuditTrail trail) {
        this.desk = desk;
        this.trail = trail;
    }

    @Override
    public Set<String> takes() {
        return Set.of("id", "json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        var id = args.getOrDefault("id", "");
        var found = decision(id);
        if (found.isEmpty()) {
            return Answer.error(
                    ExitCode.NO_SUCH,
                    "there is no decision '" + ForeignText.clean(id, 50) + "' in the trail",
                    "name an incident or the number of a record, as warden explain shows them");
        }
        var entry = found.get();
        var question = question(entry);
        if (question.isEmpty()) {
            return Answer.error(
                    ExitCode.FAILED,
                    "record " + entry.sequence()
                            + " does not hold what was asked: it is older than that, or was altered",
                    "what was decided then: warden explain " + entry.event().incident());
        }
        try {
            var explanation = Explainer.explain(desk.reader().read(desk.folders()), question.get());
            return Answer.done(args.containsKey("json") ? json(entry, explanation) : text(entry, explanation));
        } catch (PolicyException e) {
            return Answer.error(
                    ExitCode.USAGE, "the policy in " + desk.shownFolder() + " is broken", "see: warden policy check");
        }
    }

    private Optional<AuditRecord> decision(String id) {
        if (!id.matches("[0-9]{1,15}")) {
            return trail.ofIncident(id).stream()
                    .filter(entry -> entry.event().type() == EventType.DECISION)
                    .reduce((earlier, later) -> later);
        }
        long number = Long.parseLong(id);
        var found = new ArrayList<AuditRecord>();
        trail.readAfter(number - 1, entry -> {
            if (entry.sequence() == number && entry.event().type() == EventType.DECISION) {
                found.add(entry);
            }
        });
        return found.stream().findFirst();
    }

    private static Optional<Question> question(AuditRecord entry) {
        try {
            return QuestionTexts.read(entry.event().details());
        } catch (IllegalArgumentException e) {
            // Somebody altered the record; to the reader it comes to the same as one that holds no question.
            return Optional.empty();
        }
    }

    private static String text(AuditRecord entry, Explanation explained) {
        var event = entry.event();
        var text = new StringBuilder();
        line(
                text,
                "record " + entry.sequence() + " of " + entry.at() + ": " + event.outcome() + " under policy "
                        + event.revision());
        line(
                text,
                "as the policy lies there now (" + explained.decision().revision() + "): "
                        + explained.decision().word());
        explained.decision().reasons().forEach(reason -> line(text, "    " + reason));
        heading(text, "rules that speak", explained.spoke().isEmpty());
        explained.spoke().forEach(spoke -> {
            line(text, "  " + title(spoke.rule()));
            line(text, "      with " + shown(spoke.values()));
        });
        heading(text, "rules that could permit and do not", explained.silent().isEmpty());
        explained.silent().forEach(silent -> {
            line(text, "  " + title(silent.rule()));
            line(text, "      because not: " + silent.condition() + "    (" + shown(silent.values()) + ")");
        });
        heading(text, "rows of the tables that have a say", explained.rows().isEmpty());
        explained.rows().forEach(row -> {
            line(text, "  " + row.file() + ":" + row.line() + ": " + row.text());
            line(text, "      gives " + shown(row.gives()));
        });
        return text.toString();
    }

    private static void heading(StringBuilder text, String heading, boolean none) {
        text.append('\n').append(heading).append(none ? ": none\n" : ":\n");
    }

    private static String title(RuleView rule) {
        return rule.effect().word() + ": " + rule.title() + " (" + rule.place() + ")";
    }

    private static String shown(SortedMap<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(ForeignText.clean(line, LONGEST)).append('\n');
    }

    private static String json(AuditRecord entry, Explanation explained) {
        var decision = explained.decision();
        return Json.text(new Json()
                .put("record", entry.sequence())
                .put("decided", entry.event().outcome())
                .put("decidedUnder", entry.event().revision())
                .put("revision", decision.revision())
                .put("decision", decision.word())
                .put(
                        "reasons",
                        decision.reasons().stream().map(Object::toString).toList())
                .put(
                        "spoke",
                        explained.spoke().stream()
                                .map(spoke -> rule(spoke.rule())
                                        .put("values", spoke.values())
                                        .members())
                                .toList())
                .put(
                        "silent",
                        explained.silent().stream()
                                .map(silent -> rule(silent.rule())
                                        .put("condition", silent.condition())
                                        .put("values", silent.values())
                                        .members())
                                .toList())
                .put("rows", rows(explained))
                .members());
    }

    private static List<?> rows(Explanation explained) {
        return explained.rows().stream()
                .map(row -> new Json()
                        .put("file", row.file())
                        .put("line", row.line())
                        .put("text", row.text())
                        .put("gives", row.gives())
                        .members())
                .toList();
    }

    private static Json rule(RuleView rule) {
        return new Json()
                .put("rule", rule.title())
                .put("says", rule.effect().word())
                .put("file", rule.file())
                .put("line", rule.line());
    }
}
