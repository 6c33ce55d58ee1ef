package io.sessionwarden.policy.scenario;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.policy.RequestField;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a scenario asks from its {@code given} and {@code when}. What is not said is as in
 * {@code rules/README.md}: the watchdog asks about ann's healthy session on the server local. For one scenario.
 */
final class GivenReader {

    private static final String LOCAL = "local";
    private static final String WATCHDOG = "watchdog";
    private static final Duration LONGEST = Duration.ofDays(10_000);
    private static final int MOST = 1_000_000;
    private static final Set<String> WHEN_KEYS = Set.of("caller", "account", "sits-there", "administrator");
    private static final Set<String> GIVEN_KEYS = Set.of(
            "server",
            "connector",
            "session",
            "id",
            "logon-name",
            "account",
            "kind",
            "state",
            "standing",
            "idle",
            "disconnected",
            "age",
            "symptom",
            "sick",
            "observations",
            "recurrences",
            "warned",
            "last-reset",
            "sessions-of-logon-name",
            "sessions-of-server",
            "sick-of-server",
            "resets-of-session",
            "resets-of-account",
            "resets-of-server",
            "resets-overall",
            "resets-running",
            "resets-running-of-account",
            "resets-running-of-server",
            "wardens-own",
            "at");

    private final Problems wrong;
    private MappingReader given;
    private @Nullable YamlNode when;
    private final Map<String, Object> facts = new HashMap<>();

    GivenReader(Problems wrong) {
        this.wrong = wrong;
        this.given = nothing();
    }

    private MappingReader nothing() {
        return new MappingReader(new YamlNode.Mapping(1, 1, List.of()), "nothing", Set.of(), wrong);
    }

    void given(YamlNode node) {
        var known = new HashSet<>(GIVEN_KEYS);
        known.addAll(RequestField.ALL.keySet());
        given = new MappingReader(node, "'given'", known, wrong);
        for (var field : RequestField.ALL.values()) {
            if (!GIVEN_KEYS.contains(field.name())) {
                if (given.find(field.name()).orElse(null) instanceof YamlNode.Missing && field.text()) {
                    facts.put(field.name(), "");
                } else {
                    given.value(field.name(), field::read).ifPresent(value -> facts.put(field.name(), value));
                }
            }
        }
    }

    void when(YamlNode node) {
        when = node;
    }

    /** The fields that are set whatever the tables say. */
    Map<String, Object> facts() {
        return Collections.unmodifiableMap(facts);
    }

    Question question() {
        var at = value("at", GivenReader::moment, Instant.parse("2026-03-02T12:00:00Z"));
        var session = session(at);
        var since = at.minus(value("sick", GivenReader::duration, Duration.ZERO));
        var incident = new Incident(
                "i-1",
                session.server(),
                session.identity().canonical(),
                session,
                given.value("symptom", GivenReader::symptom).orElse(null),
                Evidence.of("given by a scenario"),
                since,
                since,
                at,
                number("observations", 3),
                number("recurrences", 0),
                ago("warned", at),
                null);
        var history = new History(
                number("sessions-of-logon-name", 1),
                number("sessions-of-server", 10),
                number("sick-of-server", incident.symptom() == null ? 0 : 1),
                number("resets-of-session", 0),
                number("resets-of-account", 0),
                number("resets-of-server", 0),
                number("resets-overall", 0),
                number("resets-running", 0),
                number("resets-running-of-account", 0),
                number("resets-running-of-server", 0),
                ago("last-reset", at));
        return new Question(caller(session), session, incident, history, yes(given, "wardens-own"), at);
    }

    private Session session(Instant at) {
        var server = value("server", Function.identity(), LOCAL);
        var connector = value("connector", Function.identity(), "terminal");
        var id = value("id", Function.identity(), "7");
        var age = untold("age") ? null : value("age", GivenReader::duration, Duration.ofHours(1));
        return new Session(
                SessionIdentity.of(server, connector, Map.of("id", id)),
                id,
                value("session", Function.identity(), "pts/" + id),
                (SessionKind) value("kind", RequestField.require("kind")::read, SessionKind.USER),
                (SessionState) value("state", RequestField.require("state")::read, SessionState.ACTIVE),
                yes(given, "standing"),
                untold("logon-name") ? null : value("logon-name", Function.identity(), "ann"),
                untold("account") ? null : value("account", text -> account(text, server), Account.ofUid(server, 1001)),
                null,
                age == null ? null : at.minus(age),
                untold("idle") ? null : value("idle", GivenReader::duration, Duration.ofMinutes(1)),
                untold("disconnected")
                        ? null
                        : given.value("disconnected", GivenReader::duration).orElse(null),
                new TreeMap<>());
    }

    private @Nullable Instant ago(String key, Instant at) {
        return given.value(key, GivenReader::duration).map(at::minus).orElse(null);
    }

    /** Whether the key stands there with nothing after it: it cannot be told. */
    private boolean untold(String key) {
        return given.find(key).orElse(null) instanceof YamlNode.Missing;
    }

    private Caller caller(Session session) {
        if (when == null
                || (when instanceof YamlNode.Scalar scalar && scalar.text().equals(WATCHDOG))) {
            return Caller.WATCHDOG;
        }
        if (!(when instanceof YamlNode.Mapping)) {
            wrong.add(
                    when,
                    "'when' is watchdog, or a person such as {caller: ann, account: uid:1001}; this is " + when.what());
            return Caller.WATCHDOG;
        }
        var person = new MappingReader(when, "'when'", WHEN_KEYS, wrong);
        person.require("caller", "'when'");
        return new Caller(
                person.text("caller").map(YamlNode.Scalar::text).orElse(""),
                person.value("account", text -> account(text, LOCAL)).orElse(null),
                yes(person, "sits-there") ? session.identity() : null,
                yes(person, "administrator"));
    }

    private <T> T value(String key, Function<String, T> reader, T otherwise) {
        return given.find(key).isEmpty() ? otherwise : given.value(key, reader).orElse(otherwise);
    }

    private int number(String key, int otherwise) {
        return value(
                key,
                written -> {
                    if (!written.matches("[0-9]{1,7}") || Integer.parseInt(written) > MOST) {
                        throw new IllegalArgumentException(
                                "is a whole number from 0 to " + MOST + ", not '" + written + "'");
                    }
                    return Integer.valueOf(written);
                },
                otherwise);
    }

    private static boolean yes(MappingReader reader, String key) {
        return reader.value(key, written -> switch (written) {
                    case "yes", "true" -> true;
                    case "no", "false" -> false;
                    default -> throw new IllegalArgumentException("is yes or no, not '" + written + "'");
                })
                .orElse(false);
    }

    private static Duration duration(String written) {
        return DurationText.parse(written, Duration.ZERO, LONGEST);
    }

    private static Instant moment(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is a moment with its offset, such as 2026-03-01T08:00:00+01:00, not '" + written + "'", e);
        }
    }

    private static Symptom symptom(String written) {
        if (!Symptom.isName(written)) {
            throw new IllegalArgumentException("is named like DEAD_LEADER, not '" + written + "'");
        }
        return new Symptom(written, Symptom.Group.MALFUNCTIONS);
    }

    private static Account account(String written, String server) {
        var uid = written.startsWith("uid:") ? written.substring(4) : "";
        if (uid.matches("[0-9]{1,10}")) {
            return new Account(server, uid);
        }
        int colon = written.indexOf(':');
        if (colon <= 0 || colon == written.length() - 1 || written.startsWith("uid:")) {
            throw new IllegalArgumentException("is uid:1001 or AUTHORITY:ID, not '" + written + "'");
        }
        return new Account(written.substring(0, colon), written.substring(colon + 1));
    }
}
