package io.sessionwarden.connector.desktop;

import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Leader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One desktop as a listing script printed it.
 *
 * @param words the line's words, by their keys; each as it stood there, with {@code %XX} for what is no plain sign
 */
record Desktop(Map<String, String> words) {

    static final String NOTHING = "-";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MEMBER = Pattern.compile("([1-9][0-9]{0,8}):([0-9]{1,18}):([A-Za-z]):(\\S{1,2000})");
    private static final int LONGEST = 400;

    /**
     * One of its processes.
     *
     * @param leader its pid and start
     * @param state as in proc_pid_stat(5)
     * @param name its name, cleaned
     */
    record Member(Leader leader, char state, String name) {

        boolean stopped() {
            return state == 'T' || state == 't';
        }

        /** It has ended, and its parent has not taken note. */
        boolean dead() {
            return state == 'Z' || state == 'X';
        }

        /** As scripts take it. */
        String word() {
            return leader.pid() + ":" + leader.startTicks();
        }
    }

    Desktop {
        words = Map.copyOf(words);
    }

    /** The desktop, or nothing where the line tells of none. */
    static Optional<Desktop> of(String line) {
        if (!line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            // The scripts write whatever else there is with %XX.
            return Optional.empty();
        }
        var words = new TreeMap<String, String>();
        for (var word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        var desktop = new Desktop(words);
        boolean whole = desktop.word("uid").matches("0|[1-9][0-9]{0,9}")
                && desktop.word("display").matches("[0-9]{1,5}")
                && NUMBER.matcher(desktop.word("clients")).matches()
                && desktop.member("server") != null;
        return whole ? Optional.of(desktop) : Optional.empty();
    }

    /** The word of that key; {@value #NOTHING} where there is none. */
    String word(String key) {
        return words.getOrDefault(key, NOTHING);
    }

    /** The same as a person reads it; empty where there is none. */
    String text(String key) {
        return word(key).equals(NOTHING) ? "" : ForeignText.clean(decoded(word(key)), LONGEST);
    }

    /** What a script has written with {@code %XX}. */
    static String decoded(String word) {
        try {
            return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }

    /** What has opened it and ends with it, if it is known: a vncserver, a process of xrdp-sesman's. */
    @Nullable
    Member session() {
        return member("session");
    }

    @Nullable
    Member manager() {
        return member("manager");
    }

    /** The X server, whose pid and start tell this incarnation from every other one of the same boot. */
    Member server() {
        return Objects.requireNonNull(member("server"), "a desktop without its X server");
    }

    private @Nullable Member member(String key) {
        var found = MEMBER.matcher(word(key));
        return found.matches()
                ? new Member(
                        new Leader(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2))),
                        found.group(3).charAt(0),
                        ForeignText.clean(decoded(found.group(4)), LONGEST))
                : null;
    }

    /** What xrdp keeps beside it for clipboard, drives and sound. */
    @Nullable
    Member helper() {
        return member("helper");
    }

    /** How many look at it. */
    int clients() {
        return Integer.parseInt(word("clients"));
    }
}
