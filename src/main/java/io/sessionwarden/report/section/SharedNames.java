package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Logon names that more than one account bears on a server: their people could take each other's sessions for their own. */
final class SharedNames implements Section {

    private static final String NAMES = "names";
    private static final int MOST_ROWS = 100;

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        boolean tells = event.type() == EventType.INCIDENT_OPENED || event.type() == EventType.DECISION;
        if (tells
                && !event.detail("logonName").isEmpty()
                && !event.detail("account").isEmpty()) {
            figures.add(NAMES, 1, event.server(), event.detail("logonName"), event.detail("account"));
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var accounts = new TreeMap<List<String>, Set<String>>(
                (one, other) -> one.toString().compareTo(other.toString()));
        for (var item : figures.items(NAMES)) {
            if (!item.part(1).equals(Figures.OTHERS)) {
                accounts.computeIfAbsent(List.of(item.part(1), item.part(0)), name -> new TreeSet<>())
                        .add(item.part(2));
            }
        }
        var rows = new ArrayList<List<String>>();
        accounts.forEach((name, by) -> {
            if (by.size() > 1 && rows.size() < MOST_ROWS) {
                rows.add(List.of(name.get(0), name.get(1), String.join(", ", by)));
            }
        });
        draft.table(new Table(
                "sharedNames",
                "Shared logon names",
                "Give unique logon names, or deny access to the utility (rules/access.csv).",
                List.of(
                        Table.text("logonName", "logon name"),
                        Table.text("server", "server"),
                        Table.text("accounts", "accounts that bear it")),
                rows));
    }
}
