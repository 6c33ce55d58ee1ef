package io.sessionwarden.control;

import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which sessions somebody means by what they typed: digits are an id, {@code name:7} forces a name, everything else is a
 * name, whole and exact. Pure.
 */
sealed interface SessionMatch {

    /** Exactly one. */
    record One(Session session) implements SessionMatch {}

    /** Several, of which none may be picked. */
    record Several(List<Session> sessions) implements SessionMatch {}

    /** None. */
    record None() implements SessionMatch {}

    String NAME_PREFIX = "name:";
    int LONGEST_NAME = 100;

    /** The name as people see it, and as they may type it. */
    static String shownName(Session session) {
        return ForeignText.clean(session.name(), LONGEST_NAME);
    }

    static boolean isId(String typed) {
        return !typed.isEmpty() && typed.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** What {@code reset session} means. */
    static SessionMatch of(String typed, List<Session> sessions) {
        var found = all(isId(typed) ? session -> session.id().equals(typed) : named(typed), sessions);
        return switch (found.size()) {
            case 0 -> new None();
            case 1 -> new One(found.get(0));
            default -> new Several(found);
        };
    }

    /** What {@code query session} shows: also the sessions of a user of that name. */
    static List<Session> shown(String typed, List<Session> sessions) {
        if (typed.isEmpty()) {
            return sessions;
        }
        return all(
                isId(typed)
                        ? session -> session.id().equals(typed)
                        : named(typed).or(session -> typed.equals(session.logonName())),
                sessions);
    }

    private static Predicate<Session> named(String typed) {
        // A session may itself be called "name:7": then both it and the one called "7" are meant, and neither is
        // picked.
        var forced = typed.startsWith(NAME_PREFIX) ? typed.substring(NAME_PREFIX.length()) : typed;
        return session -> {
            var shown = shownName(session);
            return session.name().equals(typed)
                    || shown.equals(typed)
                    || session.name().equals(forced)
                    || shown.equals(forced);
        };
    }

    private static List<Session> all(Predicate<Session> meant, List<Session> sessions) {
        return sessions.stream().filter(meant).toList();
    }
}
