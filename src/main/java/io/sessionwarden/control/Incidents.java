package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.IncidentFilter;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.yaml.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code incidents}: the latest ones, newest first; of whoever may not read them all, those that they may. */
final class Incidents implements CommandHandler {

    private static final int USUALLY = 50;
    private static final int MOST = 1_000;
    /** How far back what somebody may read is looked for among everybody's. */
    private static final int LOOKED_THROUGH = 2_000;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Operations operations;
    private final Rights rights;
    private final InstantSource clock;

    Incidents(Operations operations, Rights rights, InstantSource clock) {
        this.operations = operations;
        this.rights = rights;
        this.clock = clock;
    }

    /** Those that were asked for; {@code more} says that there may be others. */
    private record Found(List<Incident> incidents, boolean more) {}

    @Override
    public Answer handle(Peer peer, Request request) {
        var number = request.args().getOrDefault("most", Integer.toString(USUALLY));
        if (!number.matches("[1-9][0-9]{0,3}") || Integer.parseInt(number) > MOST) {
            return Answer.error(
                    ExitCode.USAGE,
                    "how many is a number from 1 to " + MOST + ", not '" + ForeignText.clean(number, 50) + "'",
                    "see: warden incidents --help");
        }
        try {
            var which = which(request);
            var found = find(peer, which, Integer.parseInt(number));
            if (found.incidents().isEmpty() && !known(which.server())) {
                return Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no incident of a server '" + ForeignText.clean(which.server(), 100) + "'",
                        "the servers are: " + String.join(", ", operations.servers()));
            }
            return new Answer(ExitCode.DONE, told(peer, request, which, found), more(found));
        } catch (IllegalArgumentException e) {
            return Answer.error(
                    ExitCode.USAGE,
                    "'since' " + ForeignText.clean(String.valueOf(e.getMessage()), 200),
                    "write: warden incidents --since 7d");
        }
    }

    /** A server of the past is meant as it is typed, one of today in upper and lower case alike. */
    private IncidentFilter which(Request request) {
        var typed = request.arg("server");
        return new IncidentFilter(
                request.args().containsKey("since")
                        ? clock.instant().minus(DurationText.parse(request.arg("since"), SHORTEST, LONGEST))
                        : Instant.EPOCH,
                operations.servers().stream()
                        .filter(name -> name.equalsIgnoreCase(typed))
                        .findFirst()
                        .orElse(typed),
                request.has("open"));
    }

    private boolean known(String server) {
        return server.isEmpty() || operations.servers().contains(server);
    }

    private Found find(Peer peer, IncidentFilter which, int most) {
        boolean all = rights.audits(peer);
        int looked = all ? most + 1 : LOOKED_THROUGH;
        var latest = operations.latestIncidents(which, looked);
        var readable = latest.stream()
                .filter(incident -> all || rights.reads(peer, incident))
                .toList();
        boolean more = readable.size() > most || latest.size() == looked;
        return new Found(readable.subList(0, Math.min(most, readable.size())), more);
    }

    private String told(Peer peer, Request request, IncidentFilter which, Found found) {
        if (request.has("json")) {
            return Json.text(found.incidents().stream().map(this::full).toList());
        }
        return found.incidents().isEmpty()
                ? (which.equals(IncidentFilter.ALL) ? "no incident" : "no such incident")
                        + (rights.audits(peer) ? "" : " of yours") + " so far\n"
                : table(found.incidents());
    }

    private static String more(Found found) {
        return found.more()
                ? "there may be more: the newest " + found.incidents().size() + " are shown\nothers: --most N, up to "
                        + MOST + ", or --since 7d, --server S, --open\n"
                : "";
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
