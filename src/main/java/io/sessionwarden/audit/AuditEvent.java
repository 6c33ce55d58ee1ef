package io.sessionwarden.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to be recorded, with what NIST AU-3 asks of a record: what, where, the source, the outcome, and whose
 * identity. When and in which place of the chain is for the trail to say. Fields that do not apply are empty.
 *
 * @param type what kind of thing happened
 * @param source which part of the program says so: {@code warden}, {@code prober}, {@code policy}, {@code cycle}, ...
 * @param who on whose behalf: a logon name with its account, or {@code watchdog}
 * @param server the server's configured name
 * @param session the canonical identity of the session
 * @param incident the incident it belongs to
 * @param outcome one word, such as {@code permit}, {@code Healed}, {@code done}
 * @param revision the policy's revision in force
 * @param details everything else; numbers with their unit in the key. Never secrets
 */
public record AuditEvent(
        EventType type,
        String source,
        String who,
        String server,
        String session,
        String incident,
        String outcome,
        String revision,
        SortedMap<String, String> details) {

    public AuditEvent {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** An event of the warden itself, about no session. */
    public static AuditEvent ofWarden(EventType type, String outcome, String revision, Map<String, String> details) {
        return new AuditEvent(type, "warden", "watchdog", "", "", "", outcome, revision, new TreeMap<>(details));
    }

    public String detail(String key) {
        return details.getOrDefault(key, "");
    }
}
