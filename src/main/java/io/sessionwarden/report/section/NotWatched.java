package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.time.Duration;

/** Times when nothing was watched, or the warden was in no state to judge. */
final class NotWatched implements Section {

    private static final String GAPS = "notWatched";
    private static final String SECONDS = "notWatched.seconds";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.NOT_WATCHED) {
            long seconds = Math.max(0, Told.millis(event.detail("seconds")));
            figures.add(SECONDS, seconds, event.server());
            figures.line(
                    GAPS,
                    record,
                    event.server(),
                    "not watched",
                    event.detail("from"),
                    event.detail("to"),
                    Told.duration(Duration.ofSeconds(seconds)));
        } else if (event.type() == EventType.WARDEN_UNFIT || event.type() == EventType.WARDEN_FIT) {
            figures.line(
                    GAPS,
                    record,
                    "(all)",
                    event.type() == EventType.WARDEN_UNFIT ? "judges nothing" : "judges again",
                    "",
                    "",
                    event.detail("why"));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        long seconds = figures.sum(SECONDS);
        draft.headline(
                "notWatched", "not watched, all servers", seconds * 1000, Told.duration(Duration.ofSeconds(seconds)));
        draft.table(Lines.table(
                GAPS,
                "Times when nothing was watched",
                "From and to in UTC.",
                figures,
                draft,
                Table.text("server", "server"),
                Table.text("what", "what"),
                Table.text("from", "from"),
                Table.text("to", "to"),
                Table.text("lasted", "lasted, or why")));
    }
}
