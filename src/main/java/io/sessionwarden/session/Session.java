package io.sessionwarden.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a terminal session, as it was seen at one moment.
 *
 * @param identity what makes this incarnation unique
 * @param id the number that people type; reused by the system
 * @param name the name that people type; reused by the system
 * @param kind what the session is for
 * @param state one of the ten states, or Unknown
 * @param standing whether the administrator declared that this session should always be there
 * @param logonName what the user typed to log on, or null where it cannot be told
 * @param account who that is, or null where it cannot be told: then nobody owns the session
 * @param leader the process that leads it, or null where the connector knows none
 * @param started when this incarnation began, or null where it cannot be told
 * @param idle how long nobody has typed, or null where it cannot be told
 * @param disconnected for how long nobody has been connected; null where somebody is, or where it cannot be told
 * @param vitals what the connector saw of the session when it listed it, for its probes; the connector's own words
 */
public record Session(
        SessionIdentity identity,
        String id,
        String name,
        SessionKind kind,
        SessionState state,
        boolean standing,
        @Nullable String logonName,
        @Nullable Account account,
        @Nullable Leader leader,
        @Nullable Instant started,
        @Nullable Duration idle,
        @Nullable Duration disconnected,
        SortedMap<String, String> vitals) {

    public Session {
        vitals = Collections.unmodifiableSortedMap(new TreeMap<>(vitals));
    }

    public String server() {
        return identity.server();
    }

    public String connector() {
        return identity.connector();
    }

    /** The place that incarnations follow each other in: what recurrence and limits count by. */
    public String seat() {
        return server() + "/" + connector() + "/" + name;
    }

    /** Whether it is listed as down because nothing of it is there; a host may also call one down that still stands. */
    public boolean gone() {
        return state == SessionState.DOWN && vital("leader").equals("gone");
    }

    /** What the connector saw under that word, or the empty string. */
    public String vital(String word) {
        return vitals.getOrDefault(word, "");
    }

    public Session named(String newName, boolean nowStanding) {
        return new Session(
                identity,
                id,
                newName,
                kind,
                state,
                nowStanding,
                logonName,
                account,
                leader,
                started,
                idle,
                disconnected,
                vitals);
    }

    public Session ownedBy(@Nullable String newLogonName, @Nullable Account newAccount) {
        return new Session(
                identity,
                id,
                name,
                kind,
                state,
                standing,
                newLogonName,
                newAccount,
                leader,
                started,
                idle,
                disconnected,
                vitals);
    }

    public Session in(SessionState newState) {
        return new Session(
                identity,
                id,
                name,
                kind,
                newState,
                standing,
                logonName,
                account,
                leader,
                started,
                idle,
                disconnected,
                vitals);
    }

    public Session disconnectedFor(Duration newDisconnected) {
        return new Session(
                identity,
                id,
                name,
                kind,
                state,
                standing,
                logonName,
                account,
                leader,
                started,
                idle,
                newDisconnected,
                vitals);
    }

    public Session seen(Map<String, String> newVitals) {
        return new Session(
                identity,
                id,
                name,
                kind,
                state,
                standing,
                logonName,
                account,
                leader,
                started,
                idle,
                disconnected,
                new TreeMap<>(newVitals));
    }
}
