package io.sessionwarden.report.section;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Draft;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.Table;
import io.sessionwarden.report.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Times at which so many sessions of a server were sick that the server itself was, and nothing was reset there. */
final class Storms implements Section {

    private static final String HOURS = "storms";

    /** How limits.drl, as shipped, says so; a site's own rule says so too where its reason names a storm. */
    private static final String STORM = "storm";

    @Override
    public void take(AuditRecord record, Figures figures) {
        var event = record.event();
        if (event.type() == EventType.DECISION
                && !event.outcome().equals("permit")
                && event.detail("reasons").contains(STORM)) {
            var hour = Long.toString(record.at().getEpochSecond() / 3600);
            figures.add(HOURS, 1, event.server(), hour);
            long sick = Told.millis(event.detail("asked.history.sickOfServer"));
            figures.greatest(HOURS, Math.max(0, sick), event.server(), hour);
        }
    }

    @Override
    public void tell(Figures figures, Draft draft) {
        var storms = new ArrayList<Storm>();
        figures.items(HOURS).stream()
                .filter(item -> item.part(1).matches("\\d{1,9}"))
                .map(item -> new Storm(item.part(0), hour(item), hour(item), item.value()))
                .sorted(Comparator.comparing(Storm::server).thenComparing(Storm::first))
                .forEach(storm -> {
                    var before = storms.isEmpty() ? null : storms.get(storms.size() - 1);
                    if (before != null && before.server.equals(storm.server) && before.last + 1 == storm.first) {
                        storms.set(
                                storms.size() - 1,
                                new Storm(storm.server, before.first, storm.last, before.denied + storm.denied));
                    } else {
                        storms.add(storm);
                    }
                });
        var sick = new HashMap<List<String>, Long>();
        figures.greatest(HOURS).forEach(item -> sick.put(item.parts(), item.value()));
        draft.headline("storms", "storms", storms.size());
        draft.table(new Table(
                "storms",
                "Storms",
                "Told by the hour.",
                List.of(
                        Table.text("server", "server"),
                        Table.text("from", "from"),
                        Table.text("to", "to"),
                        Table.number("denied", "resets denied"),
                        Table.number("sick", "sick sessions at most")),
                storms.stream().map(storm -> row(storm, sick, draft)).toList()));
    }

    private static long hour(Figures.Item item) {
        return Long.parseLong(item.part(1));
    }

    private static List<String> row(Storm storm, Map<List<String>, Long> sick, Draft draft) {
        var zone = draft.period().zone();
        long most = LongStream.rangeClosed(storm.first, storm.last)
                .map(hour -> sick.getOrDefault(List.of(storm.server, Long.toString(hour)), 0L))
                .max()
                .orElse(0);
        return List.of(
                storm.server,
                Told.moment(Instant.ofEpochSecond(storm.first * 3600), zone),
                Told.moment(Instant.ofEpochSecond((storm.last + 1) * 3600), zone),
                Long.toString(storm.denied),
                Long.toString(most));
    }

    /** The hours since the epoch from the first to the last in which there was one. */
    private record Storm(String server, long first, long last, long denied) {}
}
