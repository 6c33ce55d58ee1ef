package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Ledger;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code query session}: the sessions of a server as a table, {@code >} before the one that the caller sits in. */
final class QuerySession implements CommandHandler {

    private final ServerSessions servers;
    private final Ledger ledger;

    QuerySession(ServerSessions servers, Ledger ledger) {
        this.servers = servers;
        this.ledger = ledger;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var listed = servers.sessionsOf(peer, request.arg("server"));
        if (listed instanceof ServerSessions.Listed.Failed failed) {
            return failed.answer();
        }
        var found = (ServerSessions.Listed.Sessions) listed;
        var typed = request.arg("what");
        var shown = SessionMatch.shown(typed, servers.shownTo(peer, found.sessions()));
        if (shown.isEmpty() && !typed.isEmpty()) {
            return ServerSessions.noSuchSession(typed, found);
        }
        var ill = ledger.openIncidents().stream()
                .collect(Collectors.toMap(Incident::subject, Incident::symptomName, (one, other) -> one));
        return new Answer(
                ExitCode.DONE,
                request.has("json") ? json(peer, shown, ill) : table(peer, shown, ill),
                found.unseen().isEmpty() ? "" : "not everything could be listed: " + found.unseen() + "\n");
    }

    static String table(Peer peer, List<Session> sessions, Map<String, String> ill) {
        var table = new TextTable(" SESSIONNAME", "USERNAME", "ID", "STATE", "TYPE", "IDLE", "SYMPTOM");
        for (var session : sessions) {
            table.row(
                    (peer.sitsIn(session) ? ">" : " ") + SessionMatch.shownName(session),
                    orEmpty(session.logonName()),
                    session.id(),
                    session.state().label(),
                    session.connector(),
                    Elapsed.plain(session.idle()),
                    ill.getOrDefault(session.identity().canonical(), ""));
        }
        return table.toString();
    }

    private static String json(Peer peer, List<Session> sessions, Map<String, String> ill) {
        return Json.text(sessions.stream()
                .map(session -> new Json()
                        .put("server", session.server())
                        .put("type", session.connector())
                        .put("id", session.id())
                        .put("name", session.name())
                        .put("user", session.logonName())
                        .put("account", session.account())
                        .put("state", session.state().label())
                        .put("kind", session.kind())
                        .put("standing", session.standing())
                        .put("idleSeconds", seconds(session.idle()))
                        .put("started", session.started())
                        .put("own", peer.sitsIn(session))
                        .put("symptom", ill.getOrDefault(session.identity().canonical(), ""))
                        .put("identity", session.identity().canonical())
                        .members())
                .toList());
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
