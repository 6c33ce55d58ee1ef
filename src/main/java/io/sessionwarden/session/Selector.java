package io.sessionwarden.session;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of a server's sessions are watched at all. An empty selector selects nothing: an empty set that meant
 * "everything" has wiped whole fleets.
 *
 * @param all every session, said in so many words
 * @param vitals otherwise: a session is selected when one of these vitals has one of these values
 */
public record Selector(boolean all, Map<String, Set<String>> vitals) {

    public static final Selector ALL = new Selector(true, Map.of());
    public static final Selector NOTHING = new Selector(false, Map.of());

    public Selector {
        var copy = new TreeMap<String, Set<String>>();
        vitals.forEach((vital, values) -> copy.put(vital, Set.copyOf(values)));
        vitals = Map.copyOf(copy);
    }

    public boolean selects(Session session) {
        return all
                || vitals.entrySet().stream()
                        .anyMatch(wanted -> wanted.getValue().contains(session.vital(wanted.getKey())));
    }
}
