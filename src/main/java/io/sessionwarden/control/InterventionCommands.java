package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.Interventions;
import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.yaml.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code approve}, {@code reject}, {@code keep}, {@code ack}, {@code pause}, {@code resume}, {@code note}. Each knows itself who
 * may say it: {@code access.csv} gives the right to operate and the right to approve server by server.
 */
final class InterventionCommands {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final int LONGEST_NOTE = 2_000;

    private static final String NOT_YOURS = "somebody has to do it who may: root, or whoever rules/access.csv lets ";
    private static final String SEE = "see: warden status, warden incidents";

    private final Interventions interventions;
    private final Operations operations;
    private final Rights rights;
    private final Refusals refusals;

    InterventionCommands(Interventions interventions, Operations operations, Rights rights, Refusals refusals) {
        this.interventions = interventions;
        this.operations = operations;
        this.rights = rights;
        this.refusals = refusals;
    }

    Answer approve(Peer peer, Request request) {
        return about(
                peer,
                request,
                rights::approves,
                "approve",
                incident -> interventions.approve(peer.caller(), incident.id()));
    }

    Answer reject(Peer peer, Request request) {
        return about(
                peer,
                request,
                rights::approves,
                "approve",
                incident -> interventions.reject(peer.caller(), incident.id()));
    }

    /** Whoever audits may write notes too: they change nothing of what is done. */
    Answer note(Peer peer, Request request) {
        var text = request.arg("text");
        if (text.isBlank() || text.length() > LONGEST_NOTE) {
            return Answer.error(
                    ExitCode.USAGE,
                    text.isBlank() ? "a note needs a text" : "a note has at most " + LONGEST_NOTE + " characters",
                    "write: warden note i-12 \"called the owner\"");
        }
        return about(
                peer,
                request,
                (who, server) -> rights.operates(who, server) || rights.audits(who),
                "operate",
                incident -> interventions.note(peer.caller(), incident.id(), ForeignText.clean(text, LONGEST_NOTE)));
    }

    /** What was given up is known by one of its incidents, or by the place itself, as the status names it. */
    Answer acknowledge(Peer peer, Request request) {
        var place = request.arg("id");
        return place.contains("/")
                ? onServer(
                        peer,
                        request,
                        place.substring(0, place.indexOf('/')),
                        () -> answer(interventions.acknowledge(peer.caller(), place)))
                : about(
                        peer,
                        request,
                        rights::operates,
                        "operate",
                        incident -> interventions.acknowledge(peer.caller(), incident.id()));
    }

    private Answer about(
            Peer peer, Request request, BiPredicate<Peer, String> right, String word, Function<Incident, Word> said) {
        var incident = operations.findIncident(request.arg("id"));
        if (incident.isEmpty()) {
            return noSuch(request.arg("id"));
        }
        var server = incident.get().server();
        return right.test(peer, server)
                ? answer(said.apply(incident.get()))
                : refuse(peer, request.command(), server, word);
    }

    /** Whoever the session belongs to may object, and whoever sits in it: there it need not be named. */
    Answer keep(Peer peer, Request request) {
        var reason = given(request, "reason") ? request.arg("reason") : "no reason was given";
        if (!given(request, "id")) {
            return around(peer)
                    .map(incident -> answer(interventions.keep(peer.caller(), incident.id(), reason)))
                    .orElseGet(() -> Answer.error(
                            ExitCode.NO_SUCH,
                            "nothing is wrong with the session that you sit in, as far as the warden can tell",
                            "for another one write: warden keep ID; your own: warden incidents"));
        }
        var incident = operations.findIncident(request.arg("id"));
        if (incident.isEmpty()) {
            return noSuch(request.arg("id"));
        }
        return rights.keeps(peer, incident.get())
                ? answer(interventions.keep(peer.caller(), incident.get().id(), reason))
                : refusals.refuse(
                        peer,
                        "keep",
                        "incident " + incident.get().id() + " is not of a session of yours",
                        "your own: warden incidents");
    }

    /** The open incident of the session that the peer sits in. */
    private Optional<Incident> around(Peer peer) {
        return operations.openIncidents().stream()
                .filter(incident -> incident.session() != null && peer.sitsIn(incident.session()))
                .findFirst();
    }

    Answer pause(Peer peer, Request request) {
        var server = server(request);
        return onServer(peer, request, server, () -> pause(peer, server, request));
    }

    private Answer pause(Peer peer, String server, Request request) {
        if (!given(request, "reason")) {
            return Answer.error(
                    ExitCode.USAGE, "a pause needs a reason", "write: warden pause --reason \"the new switch\"");
        }
        try {
            return answer(interventions.pause(peer.caller(), server, request.arg("reason"), lasts(request)));
        } catch (IllegalArgumentException e) {
            return Answer.error(ExitCode.USAGE, "'for' " + e.getMessage(), "write: warden pause --reason R --for 2h");
        }
    }

    private static @Nullable Duration lasts(Request request) {
        return given(request, "for") ? DurationText.parse(request.arg("for"), SHORTEST, LONGEST) : null;
    }

    Answer resume(Peer peer, Request request) {
        var server = server(request);
        return onServer(peer, request, server, () -> answer(interventions.resume(peer.caller(), server)));
    }

    private Answer onServer(Peer peer, Request request, String server, Supplier<Answer> said) {
        return rights.operates(peer, server) ? said.get() : refuse(peer, request.command(), server, "operate");
    }

    private Answer refuse(Peer peer, String command, String server, String right) {
        var where = server.equals(Hold.EVERYWHERE) ? "everywhere" : "on " + ForeignText.clean(server, 100);
        return refusals.refuse(peer, command, "you may not " + right + " " + where, NOT_YOURS + right + " there");
    }

    private static String server(Request request) {
        return given(request, "server") ? request.arg("server") : Hold.EVERYWHERE;
    }

    private static boolean given(Request request, String arg) {
        return request.args().containsKey(arg);
    }

    private static Answer noSuch(String id) {
        return Answer.error(ExitCode.NO_SUCH, "there is no incident '" + ForeignText.clean(id, 50) + "'", SEE);
    }

    private static Answer answer(Word word) {
        if (word instanceof Word.Taken taken) {
            return Answer.done(taken.told() + "\n");
        }
        return word instanceof Word.Refused refused
                ? Answer.error(ExitCode.REFUSED, refused.why(), "somebody else has to do it")
                : Answer.error(ExitCode.NO_SUCH, ((Word.Nothing) word).why(), SEE);
    }
}
