package io.sessionwarden.policy.drools;

import java.util.Map;
import java.util.regex.Pattern;

/** What Drools' parser complains of, in words for people who know no parser, and with what to write instead. Pure. */
final class ParserMessage {

    private static final Pattern WORD = Pattern.compile("(?:input|symbol) '(.*?)'(?: |$)", Pattern.DOTALL);
    private static final String SHAPE =
            "a rule reads: rule \"title\" when ResetRequest( ... ) then permit( \"...\" ); end";
    private static final String NO_THEN = "before it 'then' is missing, or the 'end' of the rule above";
    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("=", "to compare write ==, >= or <="),
            Map.entry("and", "instead of 'and' write a comma or &&"),
            Map.entry("or", "instead of 'or' write ||"),
            Map.entry("then", "before 'then' a bracket is still open"),
            Map.entry("in", "after 'in' the choices stand in brackets: in (Active, Idle)"),
            Map.entry("like", "texts are compared with ==, contains or matches"),
            Map.entry("permit", NO_THEN),
            Map.entry("deny", NO_THEN),
            Map.entry("ask", NO_THEN),
            Map.entry("warn", NO_THEN),
            Map.entry("defer", NO_THEN),
            Map.entry("end", "before 'end' stands what the rule says: then permit( \"...\" );"));

    private ParserMessage() {}

    static String plain(String message) {
        var found = WORD.matcher(message);
        var word = found.find() ? found.group(1) : "";
        if (word.isEmpty() || word.equals("<eof>")) {
            return "the file ends in the middle of a rule; close the rule with 'end'";
        }
        if (message.contains("no viable alternative")) {
            return "something is missing before '" + word + "'; " + HINTS.getOrDefault(word, SHAPE);
        }
        return "'" + word + "' has no meaning here; " + HINTS.getOrDefault(word, SHAPE);
    }
}
