package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.Comparator;
import java.util.List;

/** What was refused to people and denied to the watchdog, and by which rule. */
final class Refused implements Section {

    private static final String REFUSED = "refused";
    private static final int MOST_ROWS = 100;

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.COMMAND_REFUSED) {
            figures.add(
                    REFUSED,
                    1,
                    event.server(),
                    event.who(),
                    "refused",
                    "(no right to: " + event.detail("command") + ")");
        } else if (event.type() == EventType.DECISION
                && event.detail("carriedOut").equals("false")
                && !event.outcome().equals("permit")) {
            figures.add(REFUSED, 1, event.server(), event.who(), event.outcome(), event.detail("rule"));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var rows = figures.items(REFUSED).stream()
                .sorted(Comparator.comparingLong(Figures.Item::value).reversed())
                .limit(MOST_ROWS)
                .map(item ->
                        List.of(item.part(1), item.part(2), item.part(3), item.part(0), Long.toString(item.value())))
                .toList();
        draft.table(new Table(
                "refused",
                "Refused, and why",
                "The " + MOST_ROWS + " most frequent; each one stands with its incident.",
                List.of(
                        Table.text("who", "to whom"),
                        Table.text("answer", "answer"),
                        Table.text("rule", "rule"),
                        Table.text("server", "server"),
                        Table.number("times", "times")),
                rows));
    }
}
