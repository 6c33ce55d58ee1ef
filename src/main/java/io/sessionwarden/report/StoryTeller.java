package io.sessionwarden.report;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Story.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells an incident from its records. Pure. */
final class StoryTeller {

    private static final int MOST_PROCESSES = 5;

    private StoryTeller() {}

    /** @param records all records of one incident in their order, at least one */
    static Story of(List<AuditRecord> records) {
        var first = records.get(0).event();
        var described = find(
                records,
                event -> !event.detail("sessionName").isEmpty()
                        || !event.detail("subject").isEmpty(),
                first);
        var opening = find(records, event -> event.type() == EventType.INCIDENT_OPENED, described);
        var closing = records.stream()
                .filter(record -> record.event().type() == EventType.INCIDENT_CLOSED)
                .reduce((earlier, later) -> later)
                .orElse(null);
        return new Story(
                first.incident(),
                first.server(),
                subject(described),
                described.detail("logonName"),
                described.detail("account"),
                opening.detail("symptom"),
                records.get(0).at(),
                closing == null ? null : closing.at(),
                closing == null ? "" : closing.event().outcome(),
                closing == null ? -1 : Told.millis(closing.event().detail("lastedMillis")),
                opening.detail("evidence"),
                rules(records),
                decision(records),
                lines(records),
                Math.max(0, records.size() - Story.MOST_LINES));
    }

    private static AuditEvent find(List<AuditRecord> records, Predicate<AuditEvent> which, AuditEvent otherwise) {
        return records.stream()
                .map(AuditRecord::event)
                .filter(which)
                .findFirst()
                .orElse(otherwise);
    }

    private static String subject(AuditEvent event) {
        var name = event.detail("sessionName");
        return name.isEmpty() ? event.detail("subject") : name + " (id " + event.detail("sessionId") + ")";
    }

    private static List<String> rules(List<AuditRecord> records) {
        var rules = new LinkedHashSet<String>();
        records.stream()
                .map(record -> record.event().detail("rule"))
                .filter(rule -> !rule.isEmpty())
                .forEach(rules::add);
        return List.copyOf(rules);
    }

    private static String decision(List<AuditRecord> records) {
        return records.stream()
                .map(AuditRecord::event)
                .filter(event -> event.type() == EventType.DECISION)
                .reduce((earlier, later) -> later)
                .map(StoryTeller::decided)
                .orElse("");
    }

    private static List<Line> lines(List<AuditRecord> records) {
        var lines = new ArrayList<Line>();
        for (var record : records.subList(0, Math.min(records.size(), Story.MOST_LINES))) {
            lines.add(new Line(record.sequence(), record.at(), text(record.event())));
        }
        return lines;
    }

    private static String text(AuditEvent event) {
        return switch (event.type()) {
            case INCIDENT_OPENED ->
                event.outcome().isEmpty()
                        ? "opened: " + event.detail("evidence")
                        : "seen: " + event.outcome() + ", " + event.detail("evidence");
            case INCIDENT_CLOSED ->
                "closed: " + event.outcome() + " after " + lasted(event.detail("lastedMillis")) + ", "
                        + event.detail("observations") + " observations";
            case DECISION ->
                "decided for " + event.who() + ": " + decided(event) + " (policy " + event.revision() + ")";
            case USER_WARNED ->
                "warned (" + event.outcome() + ", " + event.detail("message") + "): " + event.detail("text");
            case OWNER_TOLD ->
                "told afterwards (" + event.outcome() + ", " + event.detail("message") + "): " + event.detail("text");
            case KEPT -> "kept by " + event.who() + ": " + event.detail("message");
            case NOTED -> "noted by " + event.who() + ": " + event.detail("message");
            case EVIDENCE_READ -> "evidence read by " + event.who() + " (" + event.outcome() + ")";
            case GIVEN_UP -> "given up: " + event.detail("message");
            case CYCLE_STEP -> step(event);
            default -> event.type() + " " + event.outcome() + " " + event.details();
        };
    }

    private static String decided(AuditEvent event) {
        boolean held =
                event.outcome().equals("permit") && event.detail("carriedOut").equals("false");
        return event.outcome() + (held ? " (not carried out: mode " + event.detail("mode") + ")" : "") + ": "
                + event.detail("reasons");
    }

    private static String step(AuditEvent event) {
        var said = Stream.of("message", "steps", "evidence")
                .map(event::detail)
                .filter(detail -> !detail.isEmpty())
                .findFirst()
                .orElse("");
        var left = event.detail("leftRunning");
        return event.outcome()
                + (said.isEmpty() ? "" : ": " + said)
                + processes(event)
                + (left.isEmpty() ? "" : "; left running: " + left);
    }

    /** The first processes that the evidence of a step tells; explain tells them all. */
    private static String processes(AuditEvent event) {
        return event.details().entrySet().stream()
                .filter(detail -> detail.getKey().matches("evidence\\.process\\.[0-9]+"))
                .limit(MOST_PROCESSES)
                .map(detail -> "; " + detail.getValue().strip())
                .collect(Collectors.joining());
    }

    private static String lasted(String text) {
        long millis = Told.millis(text);
        return millis < 0 ? "?" : Told.duration(Duration.ofMillis(millis));
    }
}
