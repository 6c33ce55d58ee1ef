package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.replay.MadeQuestion.Person;
import io.sessionwarden.session.Account;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What rules and tables name, sorted by what it is the name of. For one thread. */
final class Named {

    private static final String LOCAL = "local";
    private static final String UID = "uid";
    private static final Pattern SYMPTOM = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    private final Set<String> servers = new LinkedHashSet<>();
    private final Set<Person> people = new LinkedHashSet<>();
    private final Set<String> sessionNames = new LinkedHashSet<>();
    private final Set<String> sessionIds = new LinkedHashSet<>();
    private final Set<String> connectors = new LinkedHashSet<>();
    private final Set<String> symptoms = new LinkedHashSet<>();

    /** Notes a text that stands in a column of a table, or is compared with a field. */
    void note(String columnOrField, String text) {
        switch (columnOrField) {
            case "server" -> servers.add(text);
            case "who", "person", "account", "caller", "callerAccount", "logonName" -> people.add(person(text));
            case "session", "sessionName" -> sessionNames.add(text);
            case "sessionId" -> sessionIds.add(text);
            case "connector" -> connectors.add(text);
            case "symptom" -> {
                if (SYMPTOM.matcher(text).matches()) {
                    symptoms.add(text);
                }
            }
            default -> {
                // A word of a choice, a time or a reason: nothing that questions are asked about by name.
            }
        }
    }

    private static Person person(String text) {
        int colon = text.indexOf(':');
        if (colon < 0
                || text.substring(0, colon).isBlank()
                || text.substring(colon + 1).isBlank()) {
            return new Person(text, new Account(LOCAL, "4000000"));
        }
        var authority = text.substring(0, colon);
        return new Person(
                "somebody", new Account(authority.equals(UID) ? LOCAL : authority, text.substring(colon + 1)));
    }

    Set<String> servers() {
        return with(servers, LOCAL);
    }

    /** The people named, and one whom nothing names. */
    Set<Person> people() {
        return with(people, Person.UNNAMED);
    }

    Set<String> sessionNames() {
        return with(sessionNames, "any-session");
    }

    Set<String> sessionIds() {
        return with(sessionIds, "7");
    }

    Set<String> connectors() {
        return with(connectors, "terminal");
    }

    Set<String> symptoms() {
        return with(symptoms, "DEAD_LEADER");
    }

    private static <T> Set<T> with(Set<T> named, T other) {
        var all = new LinkedHashSet<>(named);
        all.add(other);
        return all;
    }
}
