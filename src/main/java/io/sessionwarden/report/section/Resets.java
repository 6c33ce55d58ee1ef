package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was done and what was not, by server, account and rule. A reset counts when its cycle has ended, once, however many
 * rungs it took.
 */
final class Resets implements Section {

    private static final String COUNTS = "resets";
    private static final String BY_ACCOUNT = "resets.account";
    private static final String BY_RULE = "resets.rule";

    private static final String RESET = "resets";
    private static final String HEALED = "healed";
    private static final String NOT_HEALED = "notHealed";
    private static final String WITHDRAWN = "withdrawn";
    private static final String REFUSED = "refused";
    private static final String DENIED = "denied";
    private static final String OBSERVED = "observed";

    /** What is counted, with what people call it. */
    private static final List<Column> COUNTED = List.of(
            Table.number(RESET, "resets"),
            Table.number(HEALED, "healed"),
            Table.number(NOT_HEALED, "not healed"),
            Table.number(WITHDRAWN, "withdrawn"),
            Table.number(REFUSED, "refused"),
            Table.number(DENIED, "denied"),
            Table.number(OBSERVED, "observed"));

    /** Answers to the watchdog that were no, and not merely not yet. */
    private static final Set<String> DENIALS = Set.of("deny", "indeterminate");

    private final CycleRules rules;

    Resets(Function<String, List<AuditRecord>> ofIncident) {
        this.rules = new CycleRules(ofIncident);
    }

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.DECISION) {
            decided(event, figures);
        } else if (event.type() == EventType.CYCLE_STEP) {
            stepped(event, figures);
        }
    }

    private void decided(AuditEvent event, Figures figures) {
        var rule = event.detail("rule");
        if (event.detail("carriedOut").equals("true")) {
            rules.permitted(event);
        } else if (!event.detail("automatic").equals("true")) {
            count(figures, event, rule, REFUSED);
        } else if (event.outcome().equals("permit")) {
            count(figures, event, rule, OBSERVED);
        } else if (DENIALS.contains(event.outcome())) {
            count(figures, event, rule, DENIED);
        }
    }

    private void stepped(AuditEvent event, Figures figures) {
        switch (event.outcome()) {
            case "HEALED" -> count(figures, event, rules.of(event), RESET, HEALED);
            // From PERMITTED it may be that the only rung was to warn: whether the host acted, the steps before tell.
            case "FAILED", "ESCALATED", "UNKNOWN" -> {
                if (event.detail("from").equals("PERMITTED") && !rules.acted(event)) {
                    count(figures, event, rules.of(event), NOT_HEALED);
                } else {
                    count(figures, event, rules.of(event), RESET, NOT_HEALED);
                }
            }
            case "WITHDRAWN" -> {
                if (rules.acted(event)) {
                    count(figures, event, rules.of(event), RESET, WITHDRAWN);
                } else {
                    count(figures, event, rules.of(event), WITHDRAWN);
                }
            }
            default -> {
                // The others are on the way.
            }
        }
    }

    private static void count(Figures figures, AuditEvent event, String rule, String... what) {
        for (var one : what) {
            figures.add(COUNTS, 1, event.server(), one);
            figures.add(BY_ACCOUNT, 1, event.server(), Accounts.of(event), one);
            figures.add(BY_RULE, 1, event.server(), rule, one);
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        long resets = figures.sum(COUNTS, 1, RESET);
        long healed = figures.sum(COUNTS, 1, HEALED);
        draft.headline("resets", "resets", resets)
                .headline("healed", "healed", healed)
                .headline("notHealed", "not healed", figures.sum(COUNTS, 1, NOT_HEALED))
                .headline(
                        "healedShare",
                        "healed share",
                        resets == 0 ? -1 : 100 * healed / resets,
                        resets == 0 ? "-" : 100 * healed / resets + " %")
                .headline("withdrawn", "withdrawn before the act", figures.sum(COUNTS, 1, WITHDRAWN))
                .headline("refused", "refused to people", figures.sum(COUNTS, 1, REFUSED))
                .headline("denied", "denied to the watchdog", figures.sum(COUNTS, 1, DENIED))
                .headline("observed", "only observed", figures.sum(COUNTS, 1, OBSERVED));
        table(draft, figures, "server", COUNTS, 0);
        table(draft, figures, "account", BY_ACCOUNT, 1);
        table(draft, figures, "rule", BY_RULE, 1);
    }

    private static void table(Draft draft, Figures figures, String by, String section, int key) {
        var counts = new TreeMap<String, Map<String, Long>>();
        for (var item : figures.items(section)) {
            var what = item.part(item.parts().size() - 1);
            counts.computeIfAbsent(item.part(key), name -> new TreeMap<>()).merge(what, item.value(), Long::sum);
        }
        var columns = new ArrayList<Column>();
        columns.add(Table.text(by, by));
        columns.addAll(COUNTED);
        var rows = new ArrayList<List<String>>();
        counts.forEach((name, row) -> {
            var cells = new ArrayList<String>();
            cells.add(name);
            COUNTED.forEach(column -> cells.add(Long.toString(row.getOrDefault(column.id(), 0L))));
            rows.add(cells);
        });
        var id = "by" + by.substring(0, 1).toUpperCase(Locale.ROOT) + by.substring(1);
        draft.table(new Table(id, "By " + by, "", columns, rows));
    }
}
