package io.sessionwarden.policy;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A recorded question is the question that was asked. */
class QuestionTextsTest {

    private static final History BUSY = new History(2, 30, 4, 5, 6, 7, 8, 9, 10, 11, Questions.NOW.minusSeconds(99));

    @Test
    void everythingThatAPolicyCanAskComesBack() {
        var session = new Session(
                Questions.identity("till", "7"),
                "7",
                "pts/7",
                SessionKind.CONSOLE,
                SessionState.DISCONNECTED,
                true,
                "an\u00fc \"n\"",
                new Account("CORP", "S-1-5-21"),
                new Leader(4711, 99_000_000_000L),
                Questions.NOW.minusMillis(1234),
                Duration.ofMillis(5678),
                Duration.ofMinutes(3),
                new TreeMap<>(Map.of("tty", "pts/7", "a.b", "")));
        var caller = new Caller("bob", Account.ofUid("local", 1002), Questions.identity("local", "8"), true);
        var asked = about().of(session)
                .by(caller)
                .sick(Symptom.OUTPUT_BLOCKED, 45)
                .warned(20)
                .history(BUSY)
                .wardensOwnSession()
                .ask();

        assertThat(QuestionTexts.read(QuestionTexts.of(asked))).contains(withoutEvidence(asked));
    }

    @Test
    void whatCannotBeToldStaysUntold() {
        var session = new Session(
                Questions.identity("local", "7"),
                "7",
                "pts/7",
                SessionKind.USER,
                SessionState.UNKNOWN,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>());
        var asked = about().of(session).by(new Caller("", null, null, false)).ask();

        assertThat(QuestionTexts.read(QuestionTexts.of(asked))).contains(withoutEvidence(asked));
    }

    @Test
    void aFieldThatCameLaterIsUntoldInAnOlderRecord() {
        var texts = QuestionTexts.of(about().history(BUSY).ask());
        texts.remove("asked.history.overallResets");

        assertThat(QuestionTexts.read(texts).orElseThrow().history().overallResets())
                .isEqualTo(-1);
    }

    @Test
    void aRecordWithoutAQuestionHasNone() {
        assertThat(QuestionTexts.read(new TreeMap<>(Map.of("rule", "x")))).isEmpty();
    }

    @Test
    void aQuestionOfALaterFormIsNotGuessedAt() {
        var texts = QuestionTexts.of(about().ask());
        texts.put("asked.form", "2");

        assertThat(QuestionTexts.read(texts)).isEmpty();
    }

    @Test
    void anAlteredQuestionIsNoQuestion() {
        for (var key : QuestionTexts.of(about().sick(Symptom.DOWN, 1).ask()).keySet()) {
            var texts = QuestionTexts.of(about().sick(Symptom.DOWN, 1).ask());
            texts.put(key, key.endsWith("form") ? "1" : "@");
            if (key.matches(
                    ".*(at|onset|symptomSince|lastSeen|observations|state|kind|symptomGroup|idle|disconnected|started|warned|lastReset)")) {
                assertThatThrownBy(() -> QuestionTexts.read(texts))
                        .as(key)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void noHostFloodsTheTrail() {
        var vitals = new TreeMap<String, String>();
        for (int i = 0; i < 10_000; i++) {
            vitals.put("vital" + i, "x".repeat(10_000));
        }
        var texts = QuestionTexts.of(
                about().of(about().ask().session().seen(vitals)).ask());

        assertThat(texts).hasSizeLessThan(100);
        assertThat(texts.values()).allMatch(text -> text.length() <= 1000);
        assertThat(QuestionTexts.read(texts)).isPresent();
    }

    /** The evidence stands in the records of the incident. */
    private static Question withoutEvidence(Question question) {
        var incident = question.incident();
        return new Question(
                question.caller(),
                question.session(),
                new Incident(
                        incident.id(),
                        incident.server(),
                        incident.subject(),
                        incident.session(),
                        incident.symptom(),
                        Evidence.of(""),
                        incident.onset(),
                        incident.symptomSince(),
                        incident.lastSeen(),
                        incident.observations(),
                        incident.recurrence(),
                        incident.warned(),
                        incident.closed()),
                question.history(),
                question.wardensOwn(),
                question.at());
    }
}
