package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.KeptFigures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/** Who signed off which report, with what comment, and which reports were mailed. */
public final class Reviews implements Section {

    private static final String REVIEWS = "reviews";
    private static final String SIGNED = "signed off";
    private static final int WHO = 3;
    private static final int WHAT = 4;
    private static final int TO = 6;
    private static final int OF = 7;

    /** Whoever has not reviewed anything for longer begins anew. */
    private static final int MOST_DAYS = 800;

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.REPORT_SIGNED_OFF || event.type() == EventType.REPORT_MAILED) {
            boolean signed = event.type() == EventType.REPORT_SIGNED_OFF;
            figures.line(
                    REVIEWS,
                    record,
                    event.who(),
                    signed ? SIGNED : event.outcome(),
                    event.detail("from"),
                    event.detail("to"),
                    event.detail("of"),
                    signed ? event.detail("comment") : event.detail("mail") + " " + event.detail("why"));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        draft.table(Lines.table(
                REVIEWS,
                "Reviews",
                "From and to in UTC.",
                figures,
                draft,
                Table.text("who", "who"),
                Table.text("what", "what"),
                Table.text("from", "from"),
                Table.text("to", "to"),
                Table.text("of", "of"),
                Table.text("comment", "comment")));
    }

    /**
     * The end of the report that a person last signed off.
     *
     * @param of what of the period it was about, as it was recorded
     */
    public static Optional<Instant> lastSignedOff(KeptFigures kept, Instant now, String who, String of) {
        return last(
                kept,
                now,
                line -> line.part(WHO).equals(who)
                        && line.part(WHAT).equals(SIGNED)
                        && line.part(OF).equals(of));
    }

    /** The end of the report that was last mailed, as {@code sent} or otherwise. */
    public static Optional<Instant> lastMailed(KeptFigures kept, Instant now) {
        return last(kept, now, line -> line.part(WHAT).equals("sent"));
    }

    private static Optional<Instant> last(KeptFigures kept, Instant now, Predicate<Figures.Item> which) {
        var today = now.truncatedTo(ChronoUnit.DAYS);
        for (int back = 0; back < MOST_DAYS; back++) {
            var day = today.minus(back, ChronoUnit.DAYS);
            var found = kept.between(day, day.plus(1, ChronoUnit.DAYS)).lines(REVIEWS).stream()
                    .filter(which)
                    .reduce((earlier, later) -> later)
                    .map(line -> Instant.parse(line.part(TO)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
