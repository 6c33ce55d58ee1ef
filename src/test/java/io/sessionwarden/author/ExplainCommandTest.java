package io.sessionwarden.author;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What whoever asks why reads. */
class ExplainCommandTest {

    private final RecordingAuditTrail trail = new RecordingAuditTrail(new SettableClock());

    private Answer explain(String... args) {
        var typed = new TreeMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            typed.put(args[i], args[i + 1]);
        }
        return new ExplainCommand(new Desk(List.of(Path.of("rules")), DroolsResetPolicy::open), trail)
                .answer("root", typed);
    }

    private long record(SortedMap<String, String> details) {
        return trail.append(new AuditEvent(
                        EventType.DECISION, "policy", "bob (local:1002)", "local", "s", "i-1", "deny", "r1", details))
                .sequence();
    }

    private long record(Question question) {
        return record(QuestionTexts.of(question));
    }

    @Test
    void aDecisionIsExplainedByItsIncidentAndByItsRecord() {
        long number = record(about().by("bob", 1002).ask());
        var answer = explain("id", "i-1");
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out())
                .startsWith("record " + number + " of ")
                .contains(
                        ": deny under policy r1\n",
                        "  deny: Another's session needs the Reset permission (rules/people.drl:",
                        "      with automatic false, logonName \"ann\", ownership NONE, resetPermission false\n",
                        "  permit: Whoever has the Reset permission may reset the sessions of others (rules/people.drl:",
                        "      because not: resetPermission    (resetPermission false)\n",
                        "rows of the tables that have a say:\n");
        assertThat(explain("id", Long.toString(number)).out()).isEqualTo(answer.out());
        assertThat(explain("id", "i-1", "json", "true").out())
                .contains("\"decision\" : \"deny\"", "\"condition\" : \"resetPermission\"");
    }

    @Test
    void whatIsNotInTheTrailOrHoldsNoQuestionIsTold() {
        assertThat(explain("id", "i-2\u001b").err()).startsWith("there is no decision 'i-2?' in the trail\n");
        assertThat(explain("id", "99").exit()).isEqualTo(ExitCode.NO_SUCH);
        long old = record(new TreeMap<>(Map.of("symptom", "DOWN")));
        assertThat(explain("id", Long.toString(old)).err())
                .startsWith("record " + old + " does not hold what was asked");
    }
}
