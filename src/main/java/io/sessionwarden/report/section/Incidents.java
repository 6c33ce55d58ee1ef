package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.List;

/** How many incidents there were, of which symptoms, and how they ended. */
final class Incidents implements Section {

    private static final String OPENED = "incidents.opened";
    private static final String CLOSED = "incidents.closed";
    private static final String ASKED_FOR = "(asked for)";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.INCIDENT_OPENED) {
            figures.add(OPENED, 1, event.server(), symptom(event.outcome()));
        } else if (event.type() == EventType.INCIDENT_CLOSED) {
            figures.add(CLOSED, 1, event.server(), symptom(event.detail("symptom")), event.outcome());
        }
    }

    private static String symptom(String name) {
        return name.isEmpty() ? ASKED_FOR : name;
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        draft.headline("incidents", "incidents", figures.sum(OPENED));
        draft.headline("recovered", "recovered by themselves", figures.sum(CLOSED, 2, "RECOVERED"));
        var rows = figures.by(OPENED, 1).entrySet().stream()
                .map(symptom -> List.of(
                        symptom.getKey(),
                        Long.toString(symptom.getValue()),
                        closed(figures, symptom.getKey(), "HEALED"),
                        closed(figures, symptom.getKey(), "RECOVERED")))
                .toList();
        draft.table(new Table(
                "bySymptom",
                "By symptom",
                "",
                List.of(
                        Table.text("symptom", "symptom"),
                        Table.number("incidents", "incidents"),
                        Table.number("healed", "healed"),
                        Table.number("recovered", "recovered")),
                rows));
    }

    private static String closed(Figures figures, String symptom, String ending) {
        return Long.toString(figures.items(CLOSED).stream()
                .filter(item -> item.part(1).equals(symptom) && item.part(2).equals(ending))
                .mapToLong(Figures.Item::value)
                .sum());
    }
}
