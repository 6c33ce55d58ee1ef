package io.sessionwarden.check;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a plugin said: its exit, the first line of what it printed, and the performance data behind the first {@code |} of that
 * line (Monitoring Plugins Development Guidelines, Nagios Plugin API). Any other exit than 0 to 3 is unknown.
 *
 * @param status what the exit says
 * @param line the first line without its performance data
 * @param data the performance data, by their labels, as they were printed; at most {@value #MOST_DATA}
 */
record PluginAnswer(Status status, String line, SortedMap<String, String> data) {

    static final int MOST_DATA = 40;
    private static final int LONGEST = 400;

    /**
     * A label in quotes, inside which two stand for one, or without; then everything up to the next blank. Java's patterns
     * recurse with each round of a group, so their number is bounded.
     */
    private static final Pattern DATUM = Pattern.compile("\\s*(?:'((?:[^']|''){1,200})'|([^'=\\s]+))=(\\S*)");

    /** The four exits of a plugin, in their order from 0. */
    enum Status {
        OK,
        WARNING,
        CRITICAL,
        UNKNOWN
    }

    static PluginAnswer of(int exit, String out) {
        var first = out.lines().findFirst().orElse("");
        int bar = first.indexOf('|');
        var status = exit >= 0 && exit <= 2 ? Status.values()[exit] : Status.UNKNOWN;
        var line = (bar < 0 ? first : first.substring(0, bar)).strip();
        if (line.isEmpty()) {
            line = "it printed nothing (exit " + exit + ")";
        }
        return new PluginAnswer(
                status, ForeignText.clean(line, LONGEST), data(bar < 0 ? "" : first.substring(bar + 1)));
    }

    static PluginAnswer unknown(String why) {
        return new PluginAnswer(Status.UNKNOWN, ForeignText.clean(why, LONGEST), new TreeMap<>());
    }

    private static SortedMap<String, String> data(String text) {
        var data = new TreeMap<String, String>();
        var datum = DATUM.matcher(text);
        int at = 0;
        while (data.size() < MOST_DATA && datum.region(at, text.length()).lookingAt()) {
            var label = datum.group(1) == null ? datum.group(2) : datum.group(1).replace("''", "'");
            data.putIfAbsent(label, datum.group(3));
            at = datum.end();
        }
        return data;
    }

    Evidence evidence(Check check) {
        var facts = new TreeMap<>(data);
        facts.put("check", check.name());
        facts.put("status", status.name());
        return new Evidence(check.name() + ": " + line, facts);
    }
}
