package io.sessionwarden.author;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.LiveSessions;
import io.sessionwarden.control.LiveSessions.Answered;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.replay.Recorded;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds questions where a running warden has them: in its trail, and by looking at a live session. */
final class TrailAndSessions implements FindAsked {

    private static final String ID = "id";
    private static final String SESSION = "session";
    private static final String SERVER = "server";
    private static final String WHO = "who";

    /** What names the question. */
    static final List<String> ARGS = List.of(ID, SESSION, SERVER, WHO);

    private final AuditTrail trail;
    private final LiveSessions sessions;

    TrailAndSessions(AuditTrail trail, LiveSessions sessions) {
        this.trail = trail;
        this.sessions = sessions;
    }

    @Override
    public Asked find(String who, Map<String, String> args) {
        if (args.containsKey(ID) == args.containsKey(SESSION)) {
            throw usage("say what is to be explained: a decision by its ID, or a live session with --session");
        }
        if (args.containsKey(SESSION)) {
            return now(who, args);
        }
        if (args.containsKey(SERVER) || args.containsKey(WHO)) {
            throw usage("--server and --who are for --session: a recorded decision names its own");
        }
        return then(args.getOrDefault(ID, ""));
    }

    private static Refusal usage(String what) {
        return new Refusal(Answer.error(ExitCode.USAGE, what, "see: warden policy explain --help"));
    }

    private Asked now(String who, Map<String, String> args) {
        var answered = sessions.suppose(
                who, args.getOrDefault(SESSION, ""), args.getOrDefault(SERVER, ""), args.getOrDefault(WHO, ""));
        if (answered instanceof Answered.Failed failed) {
            throw new Refusal(failed.answer());
        }
        return new Asked.Now(((Answered.Asked) answered).supposed());
    }

    private Asked then(String id) {
        var entry = decision(id)
                .orElseThrow(() -> new Refusal(Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no decision '" + ForeignText.clean(id, 50) + "' in the trail",
                        "name an incident or the number of a record, as warden explain shows them")));
        return recorded(entry)
                .map(Asked.Then::new)
                .orElseThrow(() -> new Refusal(Answer.error(
                        ExitCode.FAILED,
                        "record " + entry.sequence()
                                + " does not hold what was asked: it is older than that, or was altered",
                        "what was decided then: warden explain " + entry.event().incident())));
    }

    private Optional<AuditRecord> decision(String id) {
        if (!id.matches("[0-9]{1,15}")) {
            return trail.ofIncident(id).stream().filter(Recorded::isDecision).reduce((earlier, later) -> later);
        }
        long number = Long.parseLong(id);
        var found = new ArrayList<AuditRecord>();
        trail.readNumbers(number, number, entry -> {
            if (Recorded.isDecision(entry)) {
                found.add(entry);
            }
        });
        return found.stream().findFirst();
    }

    private static Optional<Recorded> recorded(AuditRecord entry) {
        try {
            return Recorded.of(entry);
        } catch (IllegalArgumentException e) {
            // Somebody altered the record; to the reader it comes to the same as one that holds no question.
            return Optional.empty();
        }
    }
}
