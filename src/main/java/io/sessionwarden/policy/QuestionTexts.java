package io.sessionwarden.policy;

import static io.sessionwarden.session.SessionTexts.instant;
import static io.sessionwarden.session.SessionTexts.require;

import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionTexts;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A question as flat texts and back, so that what was asked can be decided again by other rules and tables. Everything that
 * a policy can ask is kept; the evidence is not, which stands in the records of the incident. A key is never given another
 * meaning; a field that came later is read from an older record as what cannot be told. Pure.
 */
public final class QuestionTexts {

    /** What every key begins with among the details of a record. */
    public static final String PREFIX = "asked.";

    /** A longer text is cut: no host can flood the trail. */
    static final int LONGEST = 1000;

    /** Further vitals of the session are dropped. */
    static final int MOST_VITALS = 40;

    private static final String FORM = PREFIX + "form";
    private static final String THIS_FORM = "1";
    private static final String CALLER = PREFIX + "caller.";
    private static final String SESSION = PREFIX + "session.";
    private static final String INCIDENT = PREFIX + "incident.";
    private static final String HISTORY = PREFIX + "history.";
    private static final String SITS = "sits.";
    private static final int UNTOLD = -1;

    private QuestionTexts() {}

    /** The question's texts; every key begins with {@link #PREFIX}. */
    public static SortedMap<String, String> of(Question question) {
        var texts = new TreeMap<String, String>();
        texts.put(FORM, THIS_FORM);
        texts.put(PREFIX + "at", question.at().toString());
        texts.put(PREFIX + "wardensOwn", Boolean.toString(question.wardensOwn()));
        put(texts, CALLER, question.caller());
        SessionTexts.put(texts, SESSION, bounded(question.session()));
        put(texts, question.incident());
        put(texts, question.history());
        texts.replaceAll((key, text) -> text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        return texts;
    }

    private static Session bounded(Session session) {
        var vitals = new TreeMap<String, String>();
        session.vitals().entrySet().stream()
                .limit(MOST_VITALS)
                .forEach(vital -> vitals.put(vital.getKey(), vital.getValue()));
        return session.seen(vitals);
    }

    /**
     * The question among the details of a record.
     *
     * @return nothing where there is none, or one of a form that this program does not know
     * @throws IllegalArgumentException where the texts are no question: they were altered
     */
    public static Optional<Question> read(SortedMap<String, String> texts) {
        if (!THIS_FORM.equals(texts.get(FORM))) {
            return Optional.empty();
        }
        var session = SessionTexts.session(texts, SESSION);
        return Optional.of(new Question(
                caller(texts, CALLER),
                session,
                incident(texts, session),
                history(texts),
                Boolean.parseBoolean(texts.get(PREFIX + "wardensOwn")),
                instant(texts, PREFIX + "at").orElseThrow(() -> lacks("at"))));
    }

    /** Puts a caller below that path. */
    public static void put(SortedMap<String, String> texts, String path, Caller caller) {
        texts.put(path + "logonName", caller.logonName());
        SessionTexts.put(texts, path, caller.account());
        var sits = caller.sits();
        if (sits != null) {
            SessionTexts.put(texts, path + SITS, sits);
        }
        texts.put(path + "administrator", Boolean.toString(caller.administrator()));
    }

    /** The caller that stands below that path. */
    public static Caller caller(SortedMap<String, String> texts, String path) {
        return new Caller(
                require(texts, path + "logonName"),
                SessionTexts.account(texts, path),
                texts.containsKey(path + SITS + "server") ? SessionTexts.identity(texts, path + SITS) : null,
                Boolean.parseBoolean(texts.get(path + "administrator")));
    }

    private static void put(SortedMap<String, String> texts, Incident incident) {
        texts.put(INCIDENT + "id", incident.id());
        texts.put(INCIDENT + "subject", incident.subject());
        var symptom = incident.symptom();
        if (symptom != null) {
            texts.put(INCIDENT + "symptom", symptom.name());
            texts.put(INCIDENT + "symptomGroup", symptom.group().name());
        }
        texts.put(INCIDENT + "onset", incident.onset().toString());
        texts.put(INCIDENT + "symptomSince", incident.symptomSince().toString());
        texts.put(INCIDENT + "lastSeen", incident.lastSeen().toString());
        texts.put(INCIDENT + "observations", Integer.toString(incident.observations()));
        texts.put(INCIDENT + "recurrence", Integer.toString(incident.recurrence()));
        var warned = incident.warned();
        if (warned != null) {
            texts.put(INCIDENT + "warned", warned.toString());
        }
    }

    private static Incident incident(SortedMap<String, String> texts, Session session) {
        var symptom = texts.get(INCIDENT + "symptom");
        return new Incident(
                require(texts, INCIDENT + "id"),
                session.server(),
                require(texts, INCIDENT + "subject"),
                session,
                symptom == null
                        ? null
                        : new Symptom(symptom, Symptom.Group.valueOf(require(texts, INCIDENT + "symptomGroup"))),
                Evidence.of(""),
                instant(texts, INCIDENT + "onset").orElseThrow(() -> lacks("onset")),
                instant(texts, INCIDENT + "symptomSince").orElseThrow(() -> lacks("symptomSince")),
                instant(texts, INCIDENT + "lastSeen").orElseThrow(() -> lacks("lastSeen")),
                number(texts, INCIDENT + "observations"),
                number(texts, INCIDENT + "recurrence"),
                instant(texts, INCIDENT + "warned").orElse(null),
                null);
    }

    private static void put(SortedMap<String, String> texts, History history) {
        Map.of(
                        "sessionsOfLogonName", history.sessionsOfLogonName(),
                        "sessionsOfServer", history.sessionsOfServer(),
                        "sickOfServer", history.sickOfServer(),
                        "sessionResets", history.sessionResets(),
                        "accountResets", history.accountResets(),
                        "serverResets", history.serverResets(),
                        "overallResets", history.overallResets(),
                        "running", history.running(),
                        "accountRunning", history.accountRunning(),
                        "serverRunning", history.serverRunning())
                .forEach((name, count) -> texts.put(HISTORY + name, Integer.toString(count)));
        var lastReset = history.lastReset();
        if (lastReset != null) {
            texts.put(HISTORY + "lastReset", lastReset.toString());
        }
    }

    private static History history(SortedMap<String, String> texts) {
        return new History(
                number(texts, HISTORY + "sessionsOfLogonName"),
                number(texts, HISTORY + "sessionsOfServer"),
                number(texts, HISTORY + "sickOfServer"),
                number(texts, HISTORY + "sessionResets"),
                number(texts, HISTORY + "accountResets"),
                number(texts, HISTORY + "serverResets"),
                number(texts, HISTORY + "overallResets"),
                number(texts, HISTORY + "running"),
                Math.max(0, number(texts, HISTORY + "accountRunning")),
                Math.max(0, number(texts, HISTORY + "serverRunning")),
                instant(texts, HISTORY + "lastReset").orElse(null));
    }

    private static int number(SortedMap<String, String> texts, String key) {
        var text = texts.get(key);
        return text == null ? UNTOLD : Integer.parseInt(text);
    }

    private static IllegalArgumentException lacks(String key) {
        return new IllegalArgumentException("a recorded question lacks its " + key);
    }
}
