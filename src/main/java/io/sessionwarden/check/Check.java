package io.sessionwarden.check;

import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A command that answers as a Nagios plugin does.
 *
 * @param name what people call it
 * @param words the program, by its absolute path, and its arguments; of a check of sessions a whole argument may stand for a
 *     field of the session, such as <code>{user}</code>
 * @param ofSessions whether it is asked of each session, and not of the server
 * @param every how long an answer that is not critical counts
 * @param timeout how long it may take
 * @param warningIsSick whether its exit 1 counts as its exit 2 does
 */
public record Check(
        String name, List<String> words, boolean ofSessions, Duration every, Duration timeout, boolean warningIsSick) {

    private static final int MOST_WORDS = 100;
    private static final Pattern FIELD = Pattern.compile("\\{[^{}]*}");

    private static final Map<String, Function<Session, String>> FIELDS = Map.of(
            "{id}", Session::id,
            "{name}", Session::name,
            "{user}", session -> Objects.requireNonNullElse(session.logonName(), ""),
            "{uid}", Check::uid,
            "{tty}", session -> session.vital("tty"),
            "{pid}", Check::pid);

    public Check {
        words = List.copyOf(words);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "needs a name of up to 40 small letters, digits and '-', unlike '" + name + "'");
        }
        requireCommand(words, ofSessions);
    }

    private static String uid(Session session) {
        var account = session.account();
        return account == null ? "" : account.id();
    }

    private static String pid(Session session) {
        var leader = session.leader();
        return leader == null ? "" : Integer.toString(leader.pid());
    }

    private static void requireCommand(List<String> words, boolean ofSessions) {
        if (words.isEmpty() || words.size() > MOST_WORDS || !words.get(0).startsWith("/")) {
            throw new IllegalArgumentException("needs a 'command' of up to " + MOST_WORDS
                    + " words that begins with the absolute path of a program");
        }
        for (var word : words) {
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("holds a NUL, which no argument can hold");
            }
            var known = ofSessions ? FIELDS.keySet() : Set.<String>of();
            if (FIELD.matcher(word).matches() && !known.contains(word)) {
                throw new IllegalArgumentException("holds '" + word + "'; "
                        + (ofSessions
                                ? "a session has "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())
                                : "only a check for session has such fields"));
            }
        }
    }

    /** The command for that session; nothing where it lacks a field, or one could be taken for an option. */
    Optional<List<String>> command(Session session) {
        var command = new ArrayList<String>();
        for (var word : words) {
            var field = FIELDS.get(word);
            var value = field == null ? word : field.apply(session);
            if (field != null && (value.isEmpty() || value.startsWith("-") || value.indexOf('\0') >= 0)) {
                return Optional.empty();
            }
            command.add(value);
        }
        return Optional.of(command);
    }
}
