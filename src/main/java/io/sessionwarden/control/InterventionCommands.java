package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.cycle.Hold;
import io.sessionwarden.cycle.Interventions;
import io.sessionwarden.cycle.Interventions.Word;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.yaml.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code approve}, {@code reject}, {@code keep}, {@code ack}, {@code pause}, {@code resume}, {@code note}. */
final class InterventionCommands {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Interventions interventions;
    private final Operations operations;
    private final Refusals refusals;

    InterventionCommands(Interventions interventions, Operations operations, Refusals refusals) {
        this.interventions = interventions;
        this.operations = operations;
        this.refusals = refusals;
    }

    Answer approve(Peer peer, Request request) {
        return answer(interventions.approve(peer.caller(), request.arg("id")));
    }

    Answer reject(Peer peer, Request request) {
        return answer(interventions.reject(peer.caller(), request.arg("id")));
    }

    Answer acknowledge(Peer peer, Request request) {
        return answer(interventions.acknowledge(peer.caller(), request.arg("id")));
    }

    Answer note(Peer peer, Request request) {
        return answer(interventions.note(peer.caller(), request.arg("id"), request.arg("text")));
    }

    /** Whoever the session belongs to may object, too. */
    Answer keep(Peer peer, Request request) {
        var id = request.arg("id");
        var incident = operations.findIncident(id);
        if (incident.isPresent() && !peer.mayRead(incident.get())) {
            return refusals.refuse(
                    peer, "keep", "incident " + id + " is not of a session of yours", "your own: warden incidents");
        }
        var reason = given(request, "reason") ? request.arg("reason") : "no reason was given";
        return answer(interventions.keep(peer.caller(), id, reason));
    }

    Answer pause(Peer peer, Request request) {
        if (!given(request, "reason")) {
            return Answer.error(
                    ExitCode.USAGE, "a pause needs a reason", "write: warden pause --reason \"the new switch\"");
        }
        try {
            return answer(interventions.pause(peer.caller(), server(request), request.arg("reason"), lasts(request)));
        } catch (IllegalArgumentException e) {
            return Answer.error(ExitCode.USAGE, "'for' " + e.getMessage(), "write: warden pause --reason R --for 2h");
        }
    }

    private static @Nullable Duration lasts(Request request) {
        return given(request, "for") ? DurationText.parse(request.arg("for"), SHORTEST, LONGEST) : null;
    }

    Answer resume(Peer peer, Request request) {
        return answer(interventions.resume(peer.caller(), server(request)));
    }

    private static String server(Request request) {
        return given(request, "server") ? request.arg("server") : Hold.EVERYWHERE;
    }

    private static boolean given(Request request, String arg) {
        return request.args().containsKey(arg);
    }

    private static Answer answer(Word word) {
        if (word instanceof Word.Taken taken) {
            return Answer.done(taken.told() + "\n");
        }
        return word instanceof Word.Refused refused
                ? Answer.error(ExitCode.REFUSED, refused.why(), "somebody else has to do it")
                : Answer.error(ExitCode.NO_SUCH, ((Word.Nothing) word).why(), "see: warden status, warden incidents");
    }
}
