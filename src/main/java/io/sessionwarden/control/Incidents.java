package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.incident.Incident;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code incidents}: the latest ones, newest first; of somebody who is no administrator, those of the own account. */
final class Incidents implements CommandHandler {

    private static final String USUALLY = "50";
    /** How far back the caller's own are looked for among everybody's. */
    private static final int LOOKED_THROUGH = 2_000;

    private final Operations operations;
    private final Rights rights;

    Incidents(Operations operations, Rights rights) {
        this.operations = operations;
        this.rights = rights;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var most = request.args().getOrDefault("most", USUALLY);
        if (!most.matches("[1-9][0-9]{0,3}")) {
            return Answer.error(
                    ExitCode.USAGE,
                    "how many is a number from 1 to 9999, not '" + most + "'",
                    "see: warden incidents --help");
        }
        int number = Integer.parseInt(most);
        var latest = operations.latestIncidents(peer.administrator() ? number : LOOKED_THROUGH).stream()
                .filter(incident -> rights.reads(peer, incident))
                .limit(number)
                .toList();
        if (request.has("json")) {
            return Answer.done(Json.text(latest.stream().map(this::full).toList()));
        }
        return Answer.done(
                latest.isEmpty()
                        ? peer.administrator() ? "no incident so far\n" : "no incident of yours so far\n"
                        : table(latest));
    }

    private Map<String, @Nullable Object> full(Incident incident) {
        var json = json(incident);
        json.put("whyNot", operations.whyNot(incident));
        return json;
    }

    private String table(List<Incident> incidents) {
        var table = new TextTable(
                "ID",
                "SERVER",
                "SESSION",
                "USERNAME",
                "SYMPTOM",
                "SINCE",
                "LASTED",
                "SEEN",
                "STATE",
                "WHY NOTHING IS DONE");
        incidents.forEach(incident -> table.row(
                incident.id(),
                incident.server(),
                sessionName(incident),
                user(incident),
                incident.symptomName(),
                Elapsed.moment(incident.onset()),
                Elapsed.plain(incident.lasted()),
                Integer.toString(incident.observations()),
                ending(incident),
                operations.whyNot(incident)));
        return table.toString();
    }

    /** The name of the session, or what of the server is ill. */
    static String sessionName(Incident incident) {
        var session = incident.session();
        return session == null ? incident.subject() : session.name();
    }

    private static String user(Incident incident) {
        var session = incident.session();
        var name = session == null ? null : session.logonName();
        return name == null ? "" : name;
    }

    /** {@code open}, or how it ended in plain words. */
    static String ending(Incident incident) {
        var closed = incident.closed();
        return closed == null
                ? "open"
                : closed.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Map<String, @Nullable Object> json(Incident incident) {
        var closed = incident.closed();
        return new Json()
                .put("id", incident.id())
                .put("server", incident.server())
                .put("session", sessionName(incident))
                .put("subject", incident.subject())
                .put("user", user(incident))
                .put("symptom", incident.symptomName())
                .put("evidence", incident.evidence().summary())
                .put("onset", incident.onset())
                .put("lastSeen", incident.lastSeen())
                .put("lastedMillis", incident.lasted().toMillis())
                .put("observations", incident.observations())
                .put("recurrence", incident.recurrence())
                .put("closed", closed == null ? null : closed.at())
                .put("state", ending(incident))
                .members();
    }
}
