package io.sessionwarden.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One incident as the trail tells it: all its records, also those outside the period.
 *
 * @param incident its id
 * @param server the server
 * @param subject the session's name and id, or what of the server was ill
 * @param logonName the logon name of the session's user, or empty
 * @param account the account, or empty where it cannot be told
 * @param symptom the symptom it opened with; empty where somebody asked
 * @param opened when its first record was written
 * @param closed when it was closed, or null where it is open
 * @param ending how it ended, or empty where it is open
 * @param lastedMillis how long it lasted, in milliseconds; -1 where it is open
 * @param evidence what was seen first
 * @param rules the rules that decided, in their order, each once
 * @param decision the last decision about it, and why
 * @param lines what happened, in order; at most {@value #MOST_LINES}
 * @param linesLeftOut how many more there were
 */
public record Story(
        String incident,
        String server,
        String subject,
        String logonName,
        String account,
        String symptom,
        Instant opened,
        @Nullable Instant closed,
        String ending,
        long lastedMillis,
        String evidence,
        List<String> rules,
        String decision,
        List<Line> lines,
        int linesLeftOut) {

    static final int MOST_LINES = 200;

    /**
     * One record.
     *
     * @param sequence its number in the trail
     * @param at when it was written
     * @param text what it says
     */
    public record Line(long sequence, Instant at, String text) {}

    public Story {
        rules = List.copyOf(rules);
        lines = List.copyOf(lines);
    }

    /** The ending for people, such as {@code healed}; {@code still open} where there is none. */
    public String endingTold() {
        return ending.isEmpty() ? "still open" : ending.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What it was about, in one line. */
    public String heading() {
        return server + "  " + subject + (logonName.isEmpty() ? "" : " of " + logonName) + "  "
                + (symptom.isEmpty() ? "asked for" : symptom);
    }
}
