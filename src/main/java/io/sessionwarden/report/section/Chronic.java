package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.Comparator;
import java.util.List;

/** Sessions and accounts that fall ill again and again, and what was given up. */
final class Chronic implements Section {

    private static final String SESSIONS = "chronic.sessions";
    private static final String ACCOUNTS = "chronic.accounts";
    private static final String GIVEN_UP = "givenUp";

    /** From how many incidents in the period on. */
    private static final int CHRONIC = 3;

    private static final int MOST_ROWS = 20;

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.INCIDENT_OPENED && !event.outcome().isEmpty()) {
            var name = event.detail("sessionName");
            if (!name.isEmpty()) {
                figures.add(SESSIONS, 1, event.server(), name);
                figures.add(ACCOUNTS, 1, event.server(), Accounts.of(event));
            }
        } else if (event.type() == EventType.GIVEN_UP) {
            figures.line(GIVEN_UP, record, event.detail("seat"), event.incident(), event.detail("message"));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        table(figures, draft, SESSIONS, "chronicSessions", "Chronic sessions", "session");
        table(figures, draft, ACCOUNTS, "chronicAccounts", "Chronic accounts", "account");
        draft.table(Lines.table(
                GIVEN_UP,
                "Given up to a human",
                "",
                figures,
                draft,
                Table.text("place", "place"),
                Table.text("incident", "incident"),
                Table.text("why", "why")));
    }

    private static void table(Figures figures, Draft draft, String section, String id, String title, String what) {
        var rows = figures.items(section).stream()
                .filter(item -> item.value() >= CHRONIC)
                .sorted(Comparator.comparingLong(Figures.Item::value).reversed())
                .limit(MOST_ROWS)
                .map(item -> List.of(item.part(1), item.part(0), Long.toString(item.value())))
                .toList();
        draft.table(new Table(
                id,
                title,
                "From " + CHRONIC + " incidents on, the " + MOST_ROWS + " worst.",
                List.of(Table.text(what, what), Table.text("server", "server"), Table.number("incidents", "incidents")),
                rows));
    }
}
