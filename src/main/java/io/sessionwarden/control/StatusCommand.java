package io.sessionwarden.control;

import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.cycle.Operations.ServerStatus;
import io.sessionwarden.cycle.Operations.Status;
import io.sessionwarden.session.ForeignText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code status}: how the warden itself is. */
final class StatusCommand implements CommandHandler {

    private final Operations operations;
    private final Supplier<List<String>> trailTrouble;
    private final InstantSource clock;

    /** @param trailTrouble what is wrong with the trail */
    StatusCommand(Operations operations, Supplier<List<String>> trailTrouble, InstantSource clock) {
        this.operations = operations;
        this.trailTrouble = trailTrouble;
        this.clock = clock;
    }

    @Override
    public Answer handle(Peer peer, Request request) {
        var status = operations.status();
        var trail = trailTrouble.get();
        return Answer.done(request.has("json") ? json(status, trail) : text(status, trail, clock.instant()));
    }

    private static String text(Status status, List<String> trail, Instant now) {
        var text = new StringBuilder();
        trail.forEach(trouble -> text.append(ForeignText.clean(trouble, 1000)).append('\n'));
        text.append("watching since ").append(Elapsed.moment(status.started()));
        text.append(" (")
                .append(Elapsed.plain(Duration.between(status.started(), now)))
                .append(")\n");
        text.append("policy ").append(status.revision()).append('\n');
        if (!status.edits().error().isEmpty()) {
            text.append("the latest edit of the policy was not taken: ")
                    .append(ForeignText.clean(status.edits().error(), 1000))
                    .append('\n');
        }
        if (!status.edits().waiting().isEmpty()) {
            text.append("an edit of the policy, ")
                    .append(ForeignText.clean(status.edits().waiting(), 1000))
                    .append("\n    put it in force with: warden policy activate; see it with: warden policy diff\n");
        }
        status.edits()
                .warnings()
                .forEach(warning -> text.append("the policy, ")
                        .append(ForeignText.clean(warning, 1000))
                        .append('\n'));
        if (!status.unfit().isEmpty()) {
            text.append("NOTHING AUTOMATIC IS BEGUN for a while: ")
                    .append(status.unfit())
                    .append('\n');
        }
        status.holds().forEach(hold -> text.append(told(hold)).append('\n'));
        status.waiting()
                .forEach(incident -> text.append(incident)
                        .append(" waits for a human: warden explain ")
                        .append(incident)
                        .append(", then warden approve or warden reject ")
                        .append(incident)
                        .append('\n'));
        text.append("open incidents: ").append(status.openIncidents());
        text.append(", resets going on: ").append(status.openCycles()).append("\n\n");
        var table = new TextTable("SERVER", "MODE", "WATCHED", "LAST SWEEP", "TROUBLE");
        status.servers()
                .forEach(server -> table.row(
                        server.name(),
                        mode(server),
                        Integer.toString(server.sessions()),
                        sweep(server, now),
                        server.trouble()));
        text.append(table);
        status.servers().stream()
                .filter(server -> server.sessions() == 0)
                .forEach(server -> text.append("no session of ")
                        .append(server.name())
                        .append(" is watched: see 'watch:' in config/warden.yaml\n"));
        return text.toString();
    }

    private static String told(Hold hold) {
        var by = " by " + hold.who() + " since " + Elapsed.moment(hold.since()) + ": " + hold.reason();
        var until = hold.until() == null ? "" : " (until " + Elapsed.moment(hold.until()) + ")";
        return ForeignText.clean(
                switch (hold.kind()) {
                    case PAUSE ->
                        "PAUSED " + (hold.subject().isEmpty() ? "everywhere" : "on " + hold.subject()) + by + until
                                + "; go on with: warden resume"
                                + (hold.subject().isEmpty() ? "" : " --server " + hold.subject());
                    case KEEP -> "kept: " + hold.subject() + by;
                    case GIVEN_UP -> "GIVEN UP: " + hold.subject() + by + "; go on with: warden ack";
                },
                1000);
    }

    private static String mode(ServerStatus server) {
        return server.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String sweep(ServerStatus server, Instant now) {
        var last = server.lastSweep();
        return last == null ? "never" : Elapsed.plain(Duration.between(last, now)) + " ago";
    }

    private static String json(Status status, List<String> trail) {
        return Json.text(new Json()
                .put("started", status.started())
                .put("policy", status.revision())
                .put("policyError", status.edits().error())
                .put("policyWaiting", status.edits().waiting())
                .put("policyWarnings", status.edits().warnings())
                .put("openIncidents", status.openIncidents())
                .put("openCycles", status.openCycles())
                .put("waiting", status.waiting())
                .put("unfit", status.unfit())
                .put("trailTrouble", trail)
                .put(
                        "holds",
                        status.holds().stream()
                                .map(hold -> new Json()
                                        .put("kind", hold.kind())
                                        .put("subject", hold.subject())
                                        .put("who", hold.who())
                                        .put("reason", hold.reason())
                                        .put("since", hold.since())
                                        .put("until", hold.until())
                                        .members())
                                .toList())
                .put(
                        "servers",
                        status.servers().stream()
                                .map(server -> new Json()
                                        .put("name", server.name())
                                        .put("mode", mode(server))
                                        .put("sessions", server.sessions())
                                        .put("lastSweep", server.lastSweep())
                                        .put("trouble", server.trouble())
                                        .members())
                                .toList())
                .members());
    }
}
