package io.sessionwarden.connector.windows;

import io.sessionwarden.host.transport.OwnScript;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The words that Windows prints for states, in all languages at once: some hosts print two languages in one table. A word that
 * means two states would mean none; none does. Immutable.
 */
final class StateWords {

    private static final String TABLE = "words.csv";
    private static final String NOT_IDLE = "not-idle";

    /** A word that is left of so few letters may be anything. */
    private static final int SHORTEST_SKELETON = 3;

    private static final Pattern NOT_LATIN = Pattern.compile("[^a-z]");

    private final Map<String, SessionState> states;

    /** The words that hold other letters than a to z, by what is left of them when those get lost on the way. */
    private final Map<String, SessionState> skeletons;

    private final Set<String> notIdle;

    /**
     * A state and what stands behind it.
     *
     * @param state Unknown where the word is in no table
     * @param word as it was printed
     * @param rest what follows, without blanks around it
     */
    record Found(SessionState state, String word, String rest) {}

    private StateWords(Map<String, SessionState> states, Set<String> notIdle) {
        this.states = Map.copyOf(states);
        this.notIdle = Set.copyOf(notIdle);
        this.skeletons = skeletons(states);
    }

    /** The words of the program's own table. */
    static StateWords ofProgram() {
        var states = new TreeMap<String, SessionState>();
        var notIdle = new HashSet<String>();
        for (String[] row : table()) {
            if (row[1].equals(NOT_IDLE)) {
                notIdle.add(key(row[2]));
            } else {
                states.put(key(row[2]), state(row[1]));
            }
        }
        return new StateWords(states, notIdle);
    }

    /** The rows of the table, its header and remarks left out. */
    static List<String[]> table() {
        return OwnScript.read(StateWords.class, TABLE)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("language,"))
                .map(line -> line.split(",", -1))
                .toList();
    }

    /**
     * With words that the administrator knows and the table does not, each written {@code word=State}.
     *
     * @throws IllegalArgumentException where one is not written so; the message goes on after the setting's name
     */
    StateWords with(List<String> taught) {
        var more = new HashMap<>(states);
        for (String one : taught) {
            int sign = one.lastIndexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException(
                        "holds '" + one + "'; a word of another language is taught like: Getrennt=Disconnected");
            }
            more.put(key(one.substring(0, sign)), state(one.substring(sign + 1)));
        }
        return new StateWords(more, notIdle);
    }

    private static SessionState state(String label) {
        return Arrays.stream(SessionState.values())
                .filter(state -> state != SessionState.UNKNOWN && state.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("holds '" + label + "', which is none of the ten states: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(SessionState.values())
                                                .filter(state -> state != SessionState.UNKNOWN)
                                                .map(SessionState::label)
                                                .toList())));
    }

    private static Map<String, SessionState> skeletons(Map<String, SessionState> states) {
        var found = new HashMap<String, SessionState>();
        var doubtful = new ArrayList<String>();
        states.forEach((word, state) -> {
            var skeleton = skeleton(word);
            // What is reset without anybody asking is never guessed.
            if (state != SessionState.DOWN && !skeleton.equals(word) && skeleton.length() >= SHORTEST_SKELETON) {
                var other = found.putIfAbsent(skeleton, state);
                if (other != null && other != state) {
                    doubtful.add(skeleton);
                }
            }
        });
        found.keySet().removeAll(doubtful);
        return Map.copyOf(found);
    }

    private static String skeleton(String key) {
        return NOT_LATIN.matcher(key).replaceAll("");
    }

    private static String key(String word) {
        var lower = word.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") && lower.length() > 1 ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The state that a row's rest begins with. */
    Found leading(String rest) {
        return states.keySet().stream()
                .filter(word -> begins(rest, word))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .map(word -> found(states.getOrDefault(word, SessionState.UNKNOWN), rest, word.length()))
                .orElseGet(() -> guessed(rest));
    }

    private static boolean begins(String rest, String word) {
        if (!rest.regionMatches(true, 0, word, 0, word.length())) {
            return false;
        }
        var behind = rest.substring(word.length());
        return behind.isEmpty() || behind.startsWith(" ") || behind.equals(".") || behind.startsWith(". ");
    }

    private static Found found(SessionState state, String rest, int length) {
        int end = rest.startsWith(".", length) ? length + 1 : length;
        return new Found(state, rest.substring(0, end), rest.substring(end).strip());
    }

    /** An unknown word goes up to a gap of two blanks where there is one; some languages use several words. */
    private Found guessed(String rest) {
        int gap = rest.indexOf("  ");
        int blank = rest.indexOf(' ');
        int end = gap >= 0 ? gap : blank >= 0 ? blank : rest.length();
        var word = rest.substring(0, end);
        var state = skeletons.getOrDefault(skeleton(key(word)), SessionState.UNKNOWN);
        return new Found(
                ascii(word) ? SessionState.UNKNOWN : state,
                word,
                rest.substring(end).strip());
    }

    /** A word whose letters are all there has not lost any: it is another word. */
    private static boolean ascii(String word) {
        return word.chars().allMatch(c -> c < 0x80 && c != '?');
    }

    /** Whether that is how Windows says that somebody has just typed. */
    boolean notIdle(String word) {
        return word.equals(".") || notIdle.contains(key(word));
    }
}
