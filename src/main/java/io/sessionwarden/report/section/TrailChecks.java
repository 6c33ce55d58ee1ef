package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.List;

/** What verifications of the trail said, and whether its checkpoints left the machine. */
final class TrailChecks implements Section {

    private static final String CHECKS = "verifications";
    private static final String CHECKPOINTS = "checkpoints";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        switch (event.type()) {
            case TRAIL_VERIFIED ->
                figures.line(
                        CHECKS,
                        record,
                        event.outcome(),
                        event.detail("records"),
                        event.detail("root"),
                        event.detail("found"));
            case CHECKPOINT_SIGNED -> figures.add(CHECKPOINTS, 1, "", event.outcome());
            case PAYLOADS_REMOVED ->
                figures.line(CHECKS, record, "details removed by age", event.detail("upTo"), "", "");
            default -> {
                // Not about the trail.
            }
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var checks = figures.lines(CHECKS).stream()
                .filter(line -> line.part(3).equals("holds") || line.part(3).equals("altered"))
                .toList();
        boolean altered = checks.stream().anyMatch(line -> line.part(3).equals("altered"));
        var said = checks.isEmpty() ? "not verified" : altered ? "ALTERED" : "holds";
        draft.headline("verified", "the trail", checks.isEmpty() ? -1 : altered ? 0 : 1, said);
        draft.table(new Table(
                "trail",
                "The verification's statement",
                "A report is read from the trail; that the trail is whole, only its verification says (docs/audit.md).",
                List.of(Table.text("what", "what"), Table.text("said", "said")),
                List.of(
                        List.of("verifications in this period", Integer.toString(checks.size())),
                        List.of("the last one", checks.isEmpty() ? "-" : last(checks.get(checks.size() - 1))),
                        List.of(
                                "checkpoints signed and sent everywhere",
                                Long.toString(figures.sum(CHECKPOINTS, 1, "signed"))),
                        List.of(
                                "checkpoints that did not go somewhere",
                                Long.toString(figures.sum(CHECKPOINTS, 1, "not sent"))))));
        draft.table(Lines.table(
                CHECKS,
                "Verifications",
                "",
                figures,
                draft,
                Table.text("result", "result"),
                Table.text("upTo", "up to record"),
                Table.text("root", "root"),
                Table.text("found", "found")));
    }

    private static String last(Figures.Item line) {
        return line.part(3) + ": of " + line.part(2) + ", as of record " + line.part(4) + ", root " + line.part(5)
                + (line.part(6).isEmpty() ? "" : ": " + line.part(6));
    }
}
