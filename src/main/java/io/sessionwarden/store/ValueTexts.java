package io.sessionwarden.store;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of the program as one column of text and back: a flat map in JSON whose keys are paths such as
 * {@code account.id}. What cannot be told has no key.
 */
final class ValueTexts {

    private static final String PART = "part.";
    private static final String VITAL = "vital.";
    private static final String FACT = "fact.";
    private static final String SITS = "sits.";

    private ValueTexts() {}

    static String of(Session session) {
        var texts = new TreeMap<String, String>();
        put(texts, "", session.identity());
        texts.put("id", session.id());
        texts.put("name", session.name());
        texts.put("kind", session.kind().name());
        texts.put("state", session.state().name());
        texts.put("standing", Boolean.toString(session.standing()));
        put(texts, "logonName", session.logonName());
        put(texts, session.account());
        var leader = session.leader();
        if (leader != null) {
            texts.put("leader.pid", Integer.toString(leader.pid()));
            texts.put("leader.startTicks", Long.toString(leader.startTicks()));
        }
        put(texts, "started", session.started());
        put(texts, "idle", session.idle());
        putAll(texts, VITAL, session.vitals());
        return FlatJson.write(texts);
    }

    static Session session(String text) {
        var texts = FlatJson.read(text);
        var pid = texts.get("leader.pid");
        var started = texts.get("started");
        var idle = texts.get("idle");
        return new Session(
                identity(texts, ""),
                require(texts, "id"),
                require(texts, "name"),
                SessionKind.valueOf(require(texts, "kind")),
                SessionState.valueOf(require(texts, "state")),
                Boolean.parseBoolean(texts.get("standing")),
                texts.get("logonName"),
                account(texts),
                pid == null
                        ? null
                        : new Leader(Integer.parseInt(pid), Long.parseLong(require(texts, "leader.startTicks"))),
                started == null ? null : Instant.parse(started),
                idle == null ? null : Duration.parse(idle),
                below(texts, VITAL));
    }

    static String of(Caller caller) {
        var texts = new TreeMap<String, String>();
        texts.put("logonName", caller.logonName());
        put(texts, caller.account());
        var sits = caller.sits();
        if (sits != null) {
            put(texts, SITS, sits);
        }
        texts.put("administrator", Boolean.toString(caller.administrator()));
        return FlatJson.write(texts);
    }

    static Caller caller(String text) {
        var texts = FlatJson.read(text);
        return new Caller(
                require(texts, "logonName"),
                account(texts),
                texts.containsKey(SITS + "server") ? identity(texts, SITS) : null,
                Boolean.parseBoolean(texts.get("administrator")));
    }

    static String of(Evidence evidence) {
        var texts = new TreeMap<String, String>();
        texts.put("summary", evidence.summary());
        putAll(texts, FACT, evidence.facts());
        return FlatJson.write(texts);
    }

    static Evidence evidence(String text) {
        var texts = FlatJson.read(text);
        return new Evidence(require(texts, "summary"), below(texts, FACT));
    }

    private static void put(SortedMap<String, String> texts, String path, SessionIdentity identity) {
        texts.put(path + "server", identity.server());
        texts.put(path + "connector", identity.connector());
        putAll(texts, path + PART, identity.parts());
    }

    private static SessionIdentity identity(SortedMap<String, String> texts, String path) {
        return new SessionIdentity(
                require(texts, path + "server"), require(texts, path + "connector"), below(texts, path + PART));
    }

    private static void put(SortedMap<String, String> texts, @Nullable Account account) {
        if (account != null) {
            texts.put("account.authority", account.authority());
            texts.put("account.id", account.id());
        }
    }

    private static @Nullable Account account(SortedMap<String, String> texts) {
        var id = texts.get("account.id");
        return id == null ? null : new Account(require(texts, "account.authority"), id);
    }

    private static void put(SortedMap<String, String> texts, String key, @Nullable Object value) {
        if (value != null) {
            texts.put(key, value.toString());
        }
    }

    private static void putAll(SortedMap<String, String> texts, String path, Map<String, String> values) {
        values.forEach((key, value) -> texts.put(path + key, value));
    }

    private static SortedMap<String, String> below(SortedMap<String, String> texts, String path) {
        var values = new TreeMap<String, String>();
        texts.tailMap(path).entrySet().stream()
                .takeWhile(text -> text.getKey().startsWith(path))
                .forEach(text -> values.put(text.getKey().substring(path.length()), text.getValue()));
        return values;
    }

    private static String require(SortedMap<String, String> texts, String key) {
        var value = texts.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a stored value lacks its " + key);
        }
        return value;
    }
}
