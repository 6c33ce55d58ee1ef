package io.sessionwarden.author;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.control.Answer;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.Reach;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay in one process of what another one recorded. */
class ReplayCommandTest {

    @TempDir
    Path temp;

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    private PolicyFolders folder;
    private ReplayCommand command;

    @BeforeEach
    void open() {
        folder = PolicyFolders.shipped(temp);
        var questions = new QuestionsCommand(trail);
        command = new ReplayCommand(
                new Desk(List.of(folder.path()), DroolsResetPolicy::open),
                new AskedQuestions((words, args) -> questions.answer("root", args)),
                clock);
    }

    private Answer replay(String... words) {
        var args = new TreeMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            args.put(words[i], words[i + 1]);
        }
        return command.answer("root", args);
    }

    private static AuditEvent permitted(Question question) {
        var details = QuestionTexts.of(question);
        details.put(Reach.PERMIT_MODE, "enforce");
        details.put("rules", "A rule");
        return new AuditEvent(EventType.DECISION, "policy", "watchdog", "local", "", "i-1", "permit", "r1", details);
    }

    @Test
    void nothingChangesWhereTheRulesAreTheSame() {
        trail.append(permitted(about().sick(Symptom.DEAD_LEADER, 60).ask()));

        var answer = replay();
        assertThat(answer.exit()).isEqualTo(ExitCode.DONE);
        assertThat(answer.out()).startsWith("1 decisions of the last 30 days").contains("nothing would change");
    }

    @Test
    void tellsWhoseSessionWouldBeResetNoMore() {
        trail.append(permitted(about().sick(Symptom.DEAD_LEADER, 60).ask()));
        folder.line("protected-accounts.csv", "*,ann,*,demo,");

        var answer = replay();
        assertThat(answer.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("0 would permit more, 1 less")
                .contains("i-1  pts/7 of ann on local, DEAD_LEADER, asked by watchdog")
                .contains("permit by 'A rule'")
                .contains("-> deny by 'The watchdog never resets a protected session'");
        assertThat(replay("json", "true").out()).contains("\"fewer\" : 1").contains("\"logonName\" : \"ann\"");
    }

    @Tag("slow")
    @Test
    void manyRecordsComePageByPage() {
        var asked = permitted(about().sick(Symptom.DEAD_LEADER, 60).ask());
        trail.append(Collections.nCopies(2_500, asked));
        trail.append(AuditEvent.ofWarden(EventType.WARDEN_STOPPED, "stopped", "r1", Map.of()));

        assertThat(replay().out()).startsWith("2500 decisions of the last 30 days");
    }

    @Test
    void olderRecordsAreLeftAloneAndThoseWithoutAQuestionCounted() {
        trail.append(permitted(about().ask()));
        clock.advance(Duration.ofDays(3));
        trail.append(
                new AuditEvent(EventType.DECISION, "policy", "watchdog", "", "", "", "deny", "r1", new TreeMap<>()));

        assertThat(replay("since", "2d").out())
                .startsWith("0 decisions of the last 2 days")
                .contains("1 were recorded by");
        assertThat(replay("since", "soon").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aBrokenFolderIsNotReplayed() {
        folder.line("limits.csv", "*,session,many,");

        assertThat(replay().err()).contains("limits.csv:").contains("warden policy check");
    }
}
