package io.sessionwarden.notary;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.ExportLine;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.MerkleProof;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.session.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The auditor's commands that a running warden answers, by their words. */
public final class AuditCommands {

    static final String VERIFY = "audit verify";
    static final String RECORDS = "audit records";
    static final String CHECKPOINT = "audit checkpoint";
    static final String KEY = "audit key";

    private static final int MOST_RECORDS = 1_000;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    private static final int MOST_PROVED = 10_000;

    private final AuditTrail trail;
    private final Notary notary;

    private AuditCommands(AuditTrail trail, Notary notary) {
        this.trail = trail;
        this.notary = notary;
    }

    /** Those of a trail. */
    public static Map<String, AuthorCommand> of(AuditTrail trail, Notary notary) {
        var commands = new AuditCommands(trail, notary);
        return Map.of(
                VERIFY,
                new VerifyTrail(trail, notary.verifier()),
                RECORDS,
                command(Set.of("after", "to"), commands::records),
                CHECKPOINT,
                command(Set.of(), (who, args) -> Answer.done(notary.sign(who).note())),
                KEY,
                command(Set.of(), (who, args) -> Answer.done(notary.verifier().text() + "\n")),
                "audit prove",
                command(Set.of("id"), commands::prove));
    }

    private static AuthorCommand command(Set<String> takes, BiFunction<String, Map<String, String>, Answer> answer) {
        return new AuthorCommand() {
            @Override
            public Set<String> takes() {
                return takes;
            }

            @Override
            public Answer answer(String who, Map<String, String> args) {
                return answer.apply(who, args);
            }
        };
    }

    /** A page of records as {@link ExportLine}s: as many as fit, at least one where there is one. */
    private Answer records(String who, Map<String, String> args) {
        long after = number(args.getOrDefault("after", ""));
        long to = number(args.getOrDefault("to", ""));
        if (after < 0 || to < after) {
            return Answer.error(ExitCode.USAGE, "'after' and 'to' are numbers of records", "use: warden audit export");
        }
        var page = new StringBuilder();
        long last = Math.min(to, after + MOST_RECORDS);
        for (long from = after + 1; from <= last && page.length() < MOST_CHARACTERS; from += 100) {
            trail.links(
                    from,
                    Math.min(last, from + 99),
                    link -> page.append(ExportLine.of(link)).append('\n'));
        }
        return Answer.done(page.toString());
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private Answer prove(String who, Map<String, String> args) {
        var id = args.getOrDefault("id", "");
        var meant = meant(id);
        if (meant.isEmpty()) {
            return Answer.error(
                    ExitCode.NO_SUCH,
                    "there is no incident and no record '" + ForeignText.clean(id, 50) + "'",
                    "see the incidents with: warden incidents");
        }
        if (meant.size() > MOST_PROVED) {
            return Answer.error(
                    ExitCode.USAGE, "more than " + MOST_PROVED + " records", "export the trail: warden audit export");
        }
        var checkpoint = notary.sign(who);
        var nodes = trail.nodes();
        var lines = new StringBuilder();
        for (var link : meant) {
            var path = MerkleProof.inclusion(link.sequence() - 1, checkpoint.size(), nodes);
            lines.append(ExportLine.of(link, path)).append('\n');
        }
        lines.append(ExportLine.of(checkpoint, notary.verifier())).append('\n');
        return Answer.done(lines.toString());
    }

    private List<Link> meant(String id) {
        var meant = new ArrayList<Link>();
        long sequence = number(id);
        if (sequence > 0) {
            trail.links(sequence, sequence, meant::add);
        } else {
            trail.ofIncident(id).stream()
                    .limit(MOST_PROVED + 1L)
                    .forEach(record -> trail.links(record.sequence(), record.sequence(), meant::add));
        }
        return meant;
    }
}
