package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.List;

/** What waited: for a human's approval, or for another hour; and what became of it. */
final class Waited implements Section {

    private static final String WAITED = "waited";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.DECISION) {
            switch (event.outcome()) {
                case "ask" -> add(figures, event, "a human was asked");
                case "defer" -> add(figures, event, "put off by a rule");
                default -> {
                    // Answered at once.
                }
            }
        } else if (event.type() == EventType.CYCLE_STEP && event.detail("from").equals("ASKED")) {
            add(figures, event, event.outcome().equals("PERMITTED") ? "approved" : withdrawn(event));
        }
    }

    private static void add(Figures figures, AuditEvent event, String what) {
        figures.add(WAITED, 1, event.server(), what);
    }

    private static String withdrawn(AuditEvent event) {
        var why = event.detail("message");
        return why.startsWith("rejected") || why.startsWith("kept") ? "rejected" : "ended without an answer";
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var counts = figures.by(WAITED, 1);
        var rows = List.of("a human was asked", "approved", "rejected", "ended without an answer", "put off by a rule")
                .stream()
                .map(what -> List.of(what, Long.toString(counts.getOrDefault(what, 0L))))
                .toList();
        draft.headline("asked", "waited for a human", counts.getOrDefault("a human was asked", 0L));
        draft.table(new Table(
                "waited",
                "Waiting",
                "What waits at this moment: warden status.",
                List.of(Table.text("what", "what"), Table.number("times", "times")),
                rows));
    }
}
