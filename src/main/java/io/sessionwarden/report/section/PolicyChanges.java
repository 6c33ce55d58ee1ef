package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;

/** Edits of the policy: who put which in force, and what trying them on recorded questions said. */
final class PolicyChanges implements Section {

    private static final String CHANGES = "policyChanges";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        switch (event.type()) {
            case POLICY_CHANGED ->
                figures.line(
                        CHANGES,
                        record,
                        event.who(),
                        "in force",
                        event.detail("from") + " -> " + event.detail("to"),
                        event.detail("files"),
                        event.detail("why"));
            case POLICY_WAITING ->
                figures.line(
                        CHANGES,
                        record,
                        event.who(),
                        "waits",
                        event.detail("waiting"),
                        event.detail("files"),
                        event.detail("why"));
            case POLICY_REFUSED -> figures.line(CHANGES, record, event.who(), "refused", "", "", event.detail("error"));
            default -> {
                // Not about the policy.
            }
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        draft.table(Lines.table(
                CHANGES,
                "Policy changes",
                "",
                figures,
                draft,
                Table.text("who", "who"),
                Table.text("what", "what"),
                Table.text("revision", "revision"),
                Table.text("files", "files"),
                Table.text("said", "what the trial of it said")));
    }
}
