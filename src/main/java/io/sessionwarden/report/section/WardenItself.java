package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.stream.Collectors;

/** Starts, stops, and changes of how the warden itself is set. */
final class WardenItself implements Section {

    private static final String ITSELF = "wardenItself";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        switch (event.type()) {
            case WARDEN_STARTED, WARDEN_STOPPED, CLOCK_SET, CONFIGURATION_CHANGED, MODE_CHANGED, EVIDENCE_DELETED ->
                figures.line(ITSELF, record, event.type().name(), event.outcome(), details(event));
            default -> {
                // Told elsewhere.
            }
        }
    }

    /** Hashes of unchanged files say nothing to a reader; the record has them. */
    private static String details(AuditEvent event) {
        return event.details().entrySet().stream()
                .filter(detail -> !detail.getKey().startsWith("file "))
                .map(detail -> detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        draft.table(Lines.table(
                ITSELF,
                "The warden itself",
                "",
                figures,
                draft,
                Table.text("what", "what"),
                Table.text("outcome", "outcome"),
                Table.text("details", "details")));
    }
}
