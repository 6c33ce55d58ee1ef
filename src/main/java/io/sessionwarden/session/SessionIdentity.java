package io.sessionwarden.session;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes one incarnation of a session unique. Ids and names are reused; an identity is not, because it also holds
 * such parts as the boot id, the leader's pid and that process's start time. Open for every connector: the parts are an
 * ordered map.
 *
 * @param server the configured name of the server
 * @param connector the name of the connector that listed it
 * @param parts what the connector says is unique; not empty
 */
public record SessionIdentity(String server, String connector, SortedMap<String, String> parts) {

    public SessionIdentity {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an identity without parts would equal every other");
        }
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static SessionIdentity of(String server, String connector, Map<String, String> parts) {
        return new SessionIdentity(server, connector, new TreeMap<>(parts));
    }

    /** One line that is equal for equal identities, for tables and the trail: {@code local/terminal boot=.. sid=..}. */
    public String canonical() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(" ", server + "/" + connector + " ", ""));
    }

    @Override
    public String toString() {
        return canonical();
    }
}
