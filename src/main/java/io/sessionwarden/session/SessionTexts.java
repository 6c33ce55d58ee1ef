package io.sessionwarden.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as flat texts and back, for tables and the trail. The keys are paths such as {@code account.id}; the caller says
 * below which path, which ends in a point or is empty. What cannot be told has no key. Reading throws
 * {@link IllegalArgumentException} where a text that is always there is missing or is none of its kind. Pure.
 */
public final class SessionTexts {

    private static final String PART = "part.";
    private static final String VITAL = "vital.";

    private SessionTexts() {}

    public static void put(SortedMap<String, String> texts, String path, Session session) {
        put(texts, path, session.identity());
        texts.put(path + "id", session.id());
        texts.put(path + "name", session.name());
        texts.put(path + "kind", session.kind().name());
        texts.put(path + "state", session.state().name());
        texts.put(path + "standing", Boolean.toString(session.standing()));
        putText(texts, path + "logonName", session.logonName());
        put(texts, path, session.account());
        var leader = session.leader();
        if (leader != null) {
            texts.put(path + "leader.pid", Integer.toString(leader.pid()));
            texts.put(path + "leader.startTicks", Long.toString(leader.startTicks()));
        }
        putText(texts, path + "started", session.started());
        putText(texts, path + "idle", session.idle());
        putText(texts, path + "disconnected", session.disconnected());
        putAll(texts, path + VITAL, session.vitals());
    }

    public static Session session(SortedMap<String, String> texts, String path) {
        var pid = texts.get(path + "leader.pid");
        return new Session(
                identity(texts, path),
                require(texts, path + "id"),
                require(texts, path + "name"),
                SessionKind.valueOf(require(texts, path + "kind")),
                SessionState.valueOf(require(texts, path + "state")),
                Boolean.parseBoolean(texts.get(path + "standing")),
                texts.get(path + "logonName"),
                account(texts, path),
                pid == null
                        ? null
                        : new Leader(Integer.parseInt(pid), Long.parseLong(require(texts, path + "leader.startTicks"))),
                instant(texts, path + "started").orElse(null),
                duration(texts, path + "idle"),
                duration(texts, path + "disconnected"),
                below(texts, path + VITAL));
    }

    public static void put(SortedMap<String, String> texts, String path, SessionIdentity identity) {
        texts.put(path + "server", identity.server());
        texts.put(path + "connector", identity.connector());
        putAll(texts, path + PART, identity.parts());
    }

    public static SessionIdentity identity(SortedMap<String, String> texts, String path) {
        return new SessionIdentity(
                require(texts, path + "server"), require(texts, path + "connector"), below(texts, path + PART));
    }

    public static void put(SortedMap<String, String> texts, String path, @Nullable Account account) {
        if (account != null) {
            texts.put(path + "account.authority", account.authority());
            texts.put(path + "account.id", account.id());
        }
    }

    public static @Nullable Account account(SortedMap<String, String> texts, String path) {
        var id = texts.get(path + "account.id");
        return id == null ? null : new Account(require(texts, path + "account.authority"), id);
    }

    /** Puts each of the values below that path. */
    public static void putAll(SortedMap<String, String> texts, String path, Map<String, String> values) {
        values.forEach((key, value) -> texts.put(path + key, value));
    }

    /** What stands below that path, by the keys without it. */
    public static SortedMap<String, String> below(SortedMap<String, String> texts, String path) {
        var values = new TreeMap<String, String>();
        texts.tailMap(path).entrySet().stream()
                .takeWhile(text -> text.getKey().startsWith(path))
                .forEach(text -> values.put(text.getKey().substring(path.length()), text.getValue()));
        return values;
    }

    /** The moment that stands there, if one does. */
    public static Optional<Instant> instant(SortedMap<String, String> texts, String key) {
        try {
            return Optional.ofNullable(texts.get(key)).map(Instant::parse);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + key + "' is no moment", e);
        }
    }

    private static @Nullable Duration duration(SortedMap<String, String> texts, String key) {
        var text = texts.get(key);
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + key + "' is no duration", e);
        }
    }

    /** The text that stands there. */
    public static String require(SortedMap<String, String> texts, String key) {
        var value = texts.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a stored value lacks its " + key);
        }
        return value;
    }

    private static void putText(SortedMap<String, String> texts, String key, @Nullable Object value) {
        if (value != null) {
            texts.put(key, value.toString());
        }
    }
}
