package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Table.Column;

/** What people said to the watchdog: overrides, and what they kept from it or disputed. */
final class SaidByHand implements Section {

    private static final String OVERRIDES = "overrides";
    private static final String DISPUTED = "disputed";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        switch (event.type()) {
            case PAUSED -> override(figures, record, "pause", where(event), event.detail("reason"));
            case RESUMED -> override(figures, record, "resume", where(event), "");
            case ACKNOWLEDGED -> override(figures, record, "ack", event.detail("subject"), "");
            case EVIDENCE_READ -> override(figures, record, "evidence", event.incident(), event.outcome());
            case KEPT -> disputed(figures, record, event.who(), "keep", event.detail("message"));
            case NOTED -> disputed(figures, record, event.who(), "note", event.detail("message"));
            case CYCLE_STEP -> step(figures, record);
            default -> {
                // Nobody's word.
            }
        }
    }

    private static String where(AuditEvent event) {
        var subject = event.detail("subject");
        return subject.isEmpty() ? "everywhere" : subject;
    }

    /** Approvals and rejections are steps of the cycle, which name the person in their message. */
    private static void step(Figures figures, AuditRecord record) {
        var event = record.event();
        if (!event.detail("from").equals("ASKED")) {
            return;
        }
        var message = event.detail("message");
        if (message.endsWith(" approves it")) {
            var who = message.substring(0, message.length() - " approves it".length());
            figures.line(OVERRIDES, record, who, "approve", event.incident(), "");
        } else if (message.startsWith("rejected by ")) {
            disputed(figures, record, message.substring("rejected by ".length()), "reject", "");
        }
    }

    private static void override(Figures figures, AuditRecord record, String what, String about, String why) {
        figures.line(OVERRIDES, record, record.event().who(), what, about, why);
    }

    private static void disputed(Figures figures, AuditRecord record, String who, String what, String why) {
        figures.line(DISPUTED, record, who, what, record.event().incident(), why);
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        draft.headline(
                "overrides",
                "overrides by hand",
                figures.lines(OVERRIDES).stream().mapToLong(Figures.Item::value).sum());
        draft.table(Lines.table(OVERRIDES, "Overrides by hand", "", figures, draft, columns()));
        draft.table(Lines.table(DISPUTED, "Kept and disputed", "", figures, draft, columns()));
    }

    private static Column[] columns() {
        return new Column[] {
            Table.text("who", "who"), Table.text("what", "what"), Table.text("about", "about"), Table.text("why", "why")
        };
    }
}
