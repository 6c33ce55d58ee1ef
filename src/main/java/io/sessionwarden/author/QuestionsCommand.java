package io.sessionwarden.author;

import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.replay.Recorded;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code policy questions}: the recorded decisions page by page, for {@code policy replay}. The first line says where the
 * next page begins; then a line for each decision, which is an empty map where its record holds no question.
 */
final class QuestionsCommand implements AuthorCommand {

    static final String NEXT = "next";
    static final String FROM = "from";
    static final String SINCE = "since";

    private static final long RECORDS = 1_000;

    /** Beyond this the rest of a page is left to the next one: an answer is cut at twice as much. */
    private static final int CHARACTERS = 8 * 1024 * 1024;

    private final AuditTrail trail;

    QuestionsCommand(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Set<String> takes() {
        return Set.of(FROM, SINCE);
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        try {
            long first = args.containsKey(FROM)
                    ? Long.parseLong(args.get(FROM))
                    : trail.firstSince(Instant.parse(args.getOrDefault(SINCE, "")));
            return Answer.done(page(first));
        } catch (NumberFormatException | DateTimeException e) {
            return Answer.error(ExitCode.USAGE, "'from' is a record's number, 'since' a moment", "see: warden --help");
        }
    }

    private String page(long first) {
        long end = Math.min(first + RECORDS - 1, trail.latest());
        var lines = new StringBuilder();
        long[] next = {first};
        trail.readNumbers(first, end, entry -> {
            if (lines.length() < CHARACTERS) {
                next[0] = entry.sequence() + 1;
                if (Recorded.isDecision(entry)) {
                    lines.append(FlatJson.write(
                                    Recorded.of(entry).map(Recorded::texts).orElseGet(TreeMap::new)))
                            .append('\n');
                }
            }
        });
        SortedMap<String, String> heading = new TreeMap<>();
        heading.put(NEXT, next[0] > trail.latest() ? "" : Long.toString(next[0]));
        return FlatJson.write(heading) + "\n" + lines;
    }
}
