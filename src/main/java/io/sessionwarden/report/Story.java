package io.sessionwarden.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One incident as the trail tells it.
 *
 * @param incident its id
 * @param server the server
 * @param subject the session's name and id, or what of the server was ill
 * @param whose the logon name of the session's user, or empty
 * @param symptom the symptom it opened with; empty where somebody asked
 * @param ending how it ended, or null where the period does not show it
 * @param lines what happened, in order
 */
public record Story(
        String incident,
        String server,
        String subject,
        String whose,
        String symptom,
        @Nullable String ending,
        List<Line> lines) {

    /** One record: when, and what it says. */
    public record Line(String at, String text) {}

    public Story {
        lines = List.copyOf(lines);
    }

    Story ended(String newEnding) {
        return new Story(incident, server, subject, whose, symptom, newEnding, lines);
    }

    Story with(Line line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return new Story(incident, server, subject, whose, symptom, ending, more);
    }

    /** The ending for people, such as {@code healed}; {@code still open} where there is none. */
    public String endingTold() {
        return ending == null ? "still open" : ending.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
