package io.sessionwarden.store;

import static io.sessionwarden.session.SessionTexts.below;
import static io.sessionwarden.session.SessionTexts.putAll;
import static io.sessionwarden.session.SessionTexts.require;

import io.sessionwarden.audit.FlatJson;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionTexts;
import java.util.TreeMap;

/** Values of the program as one column of text and back: flat texts in JSON. What cannot be told has no key. */
final class ValueTexts {

    private static final String FACT = "fact.";

    private ValueTexts() {}

    static String of(Session session) {
        var texts = new TreeMap<String, String>();
        SessionTexts.put(texts, "", session);
        return FlatJson.write(texts);
    }

    static Session session(String text) {
        return SessionTexts.session(FlatJson.read(text), "");
    }

    static String of(Caller caller) {
        var texts = new TreeMap<String, String>();
        QuestionTexts.put(texts, "", caller);
        return FlatJson.write(texts);
    }

    static Caller caller(String text) {
        return QuestionTexts.caller(FlatJson.read(text), "");
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
}
