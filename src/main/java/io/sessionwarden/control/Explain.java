package io.sessionwarden.control;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code explain}: everything that the trail has of one incident, in its order, with who decided what by which rule. Whoever
 * may not read it all reads what was answered to their own requests.
 */
final class Explain implements CommandHandler {

    private static final int LONGEST_DETAIL = 1000;
    /** Said by the heading of every record already, or meant for programs. */
    private static final Set<String> LEFT_OUT = Set.of(
            "request", "sessionName", "sessionId", "connector", "logonName", "account", "rule", "rules", "onset");

    private final Operations operations;
    private final AuditTrail trail;
    private final Rights rights;
    private final Refusals refusals;

    Explain(Operations operations, AuditTrail trail, Rights rights, Refusals refusals) {
        this.operations = operations;
        this.trail = trail;
        this.rights = rights;
        this.refusals = refusals;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var id = request.arg("id");
        var found = operations.findIncident(id);
        if (found.isEmpty()) {
            return Answer.error(
                    ExitCode.NO_SUCH,
                    "there is no incident '" + ForeignText.clean(id, 50) + "'",
                    "see them with: warden incidents");
        }
        var incident = found.get();
        boolean all = rights.reads(peer, incident);
        var records = trail.ofIncident(incident.id()).stream()
                .filter(record -> all || record.event().who().equals(peer.who()))
                .toList();
        if (!all && records.isEmpty()) {
            return refusals.refuse(
                    peer,
                    "explain",
                    "incident " + incident.id() + " is not of a session of yours",
                    "your own incidents: warden incidents");
        }
        return Answer.done(request.has("json") ? json(incident, records, all) : text(incident, records, all));
    }

    private static String json(Incident incident, List<AuditRecord> records, boolean all) {
        return Json.text(new Json()
                .put("incident", all ? Incidents.json(incident) : Map.of("id", incident.id()))
                .put("records", records.stream().map(Explain::json).toList())
                .members());
    }

    private static String text(Incident incident, List<AuditRecord> records, boolean all) {
        var text = new StringBuilder(all ? heading(incident) : incident.id() + ": what was answered to you\n");
        records.forEach(record -> text.append('\n').append(text(record)));
        return text.toString();
    }

    private static String heading(Incident incident) {
        var text = new StringBuilder();
        text.append(incident.id()).append(": ").append(ForeignText.clean(Incidents.sessionName(incident), 200));
        text.append(" on ").append(incident.server()).append(", ");
        text.append(incident.symptom() == null ? "no symptom" : incident.symptomName());
        text.append(", ").append(Incidents.ending(incident)).append('\n');
        text.append("what was seen: ").append(incident.evidence().summary()).append('\n');
        text.append("since ").append(Elapsed.moment(incident.onset())).append(", lasted ");
        text.append(Elapsed.plain(incident.lasted())).append(", seen ").append(incident.observations());
        text.append(" times, ").append(incident.recurrence()).append(" before it within a day\n");
        return text.toString();
    }

    private static String text(AuditRecord record) {
        var event = record.event();
        var text = new StringBuilder();
        text.append(record.at()).append("  #").append(record.sequence()).append("  ");
        text.append(event.type()).append(' ').append(clean(event.outcome()));
        text.append("  by ").append(clean(event.who())).append('\n');
        if (event.type() == EventType.DECISION) {
            text.append("    policy: ").append(clean(event.revision())).append('\n');
        }
        event.details().forEach((key, value) -> {
            if (!LEFT_OUT.contains(key) && !key.startsWith(QuestionTexts.PREFIX) && !value.isEmpty()) {
                text.append("    ")
                        .append(clean(key))
                        .append(": ")
                        .append(clean(value))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static Map<String, @Nullable Object> json(AuditRecord record) {
        var event = record.event();
        return new Json()
                .put("sequence", record.sequence())
                .put("at", record.at())
                .put("type", event.type())
                .put("source", event.source())
                .put("who", event.who())
                .put("outcome", event.outcome())
                .put("policy", event.revision())
                .put("details", event.details())
                .put("hash", record.hash())
                .members();
    }

    private static String clean(String text) {
        return ForeignText.clean(text, LONGEST_DETAIL);
    }
}
