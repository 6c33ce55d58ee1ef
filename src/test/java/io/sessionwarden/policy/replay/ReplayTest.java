package io.sessionwarden.policy.replay;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.Questions;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.ScriptedPolicy;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.replay.Change.Kind;
import io.sessionwarden.policy.replay.Replay.Bounds;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was decided, decided again. */
class ReplayTest {

    private static final Bounds WIDE = new Bounds(1_000_000, Duration.ofMinutes(10));

    @TempDir
    Path temp;

    private final SettableClock clock = new SettableClock();
    private final List<Optional<Recorded>> recorded = new ArrayList<>();
    private PolicyFolders folder;
    private OpenPolicy shipped;

    @BeforeEach
    void open() {
        folder = PolicyFolders.shipped(temp);
        shipped = folder.open();
    }

    private void wasAsked(Question question) {
        recorded.add(Optional.of(new Recorded(
                recorded.size() + 1L,
                question.at(),
                question,
                Verdict.of(shipped.decide(question)),
                shipped.revision())));
    }

    private ReplayResult replay(OpenPolicy after, Bounds bounds) {
        return Replay.againstWhatWasDecided(
                (from, reader) -> recorded.forEach(reader), Instant.EPOCH, after, bounds, clock);
    }

    @Test
    void theSameRulesChangeNothing() {
        wasAsked(about().sick(Symptom.DEAD_LEADER, 60).ask());
        wasAsked(about().by("bob", 1002).ask());

        var result = replay(shipped, WIDE);
        assertThat(result.decided()).isEqualTo(2);
        assertThat(result.changesAnything()).isFalse();
    }

    @Test
    void tellsWhatWouldBeResetNoMoreAndByWhichRule() {
        wasAsked(about().sick(Symptom.DEAD_LEADER, 60).ask());
        wasAsked(about().by("ann", 1001).ask());

        var result =
                replay(folder.line("protected-accounts.csv", "*,ann,*,demo,").open(), WIDE);
        assertThat(result.count(Kind.FEWER)).isEqualTo(1);
        assertThat(result.count(Kind.MORE)).isZero();
        var change = result.first(Kind.FEWER).get(0);
        assertThat(change.question().session().logonName()).isEqualTo("ann");
        assertThat(change.before().word()).isEqualTo("permit");
        assertThat(change.after().toString()).isEqualTo("deny by 'The watchdog never resets a protected session'");
    }

    @Test
    void tellsWhatWouldBeResetInAddition() {
        wasAsked(about().sick(Symptom.STUCK_STATE, 300).ask());

        var result = replay(
                folder.replace("thresholds.csv", "STUCK_STATE,120,observe", "STUCK_STATE,120,enforce")
                        .open(),
                WIDE);
        assertThat(result.count(Kind.MORE)).isEqualTo(1);
        assertThat(result.first(Kind.MORE).get(0).before().toString()).startsWith("permit (observe) by ");
        assertThat(result.first(Kind.MORE).get(0).after().toString()).startsWith("permit by ");
    }

    @Test
    void recordsWithoutAQuestionAreCounted() {
        recorded.add(Optional.empty());
        wasAsked(about().ask());

        var result = replay(shipped, WIDE);
        assertThat(result.noQuestion()).isEqualTo(1);
        assertThat(result.decided()).isEqualTo(1);
    }

    @Test
    void whatLiesBeyondTheBoundsIsCounted() {
        for (int i = 0; i < 5; i++) {
            wasAsked(about().ask());
        }
        assertThat(replay(shipped, new Bounds(3, Duration.ofMinutes(1))).beyond())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotReachedInTimeIsCounted() {
        wasAsked(about().ask());
        wasAsked(about().ask());
        wasAsked(about().ask());
        var slow = Replay.againstWhatWasDecided(
                (from, reader) -> recorded.forEach(one -> {
                    clock.advance(Duration.ofSeconds(30));
                    reader.accept(one);
                }),
                Instant.EPOCH,
                shipped,
                new Bounds(100, Duration.ofMinutes(1)),
                clock);
        assertThat(slow.decided()).isEqualTo(2);
        assertThat(slow.beyond()).isEqualTo(1);
    }

    @Test
    void onlyAFewQuestionsAreHeldAtATime() {
        for (int i = 0; i < 450; i++) {
            wasAsked(about().ask());
        }
        var asked = new ScriptedPolicy();
        var atATime = new ArrayList<Integer>();
        Replay.againstWhatWasDecided(
                (from, reader) -> {
                    for (var one : recorded) {
                        int before = asked.asked().size();
                        reader.accept(one);
                        atATime.add(asked.asked().size() - before);
                    }
                },
                Instant.EPOCH,
                asked,
                WIDE,
                clock);
        assertThat(asked.asked()).hasSize(450);
        assertThat(atATime).filteredOn(count -> count > 0).containsExactly(100, 100, 100, 100);
    }

    @Test
    void ofATrailOnlyDecisionsAreDecidedAgainByBothPolicies() throws Exception {
        var trail = new RecordingAuditTrail(clock);
        var question = about().sick(Symptom.DEAD_LEADER, 60).ask();
        trail.append(AuditEvent.ofWarden(EventType.WARDEN_STOPPED, "stopped", "r1", Map.of()));
        trail.append(new AuditEvent(
                EventType.DECISION,
                "policy",
                "watchdog",
                "local",
                "",
                "i-1",
                "deny",
                "r1",
                QuestionTexts.of(question)));
        var after = folder.line("protected-accounts.csv", "*,ann,*,demo,").open();

        var result =
                Replay.againstAnotherPolicy(RecordedQuestions.of(trail), Instant.EPOCH, shipped, after, WIDE, clock);
        assertThat(result.decided()).isEqualTo(1);
        assertThat(result.noQuestion()).isZero();
        assertThat(result.first(Kind.FEWER))
                .singleElement()
                .satisfies(change -> assertThat(change.before().word()).isEqualTo("permit"));
        assertThat(result.first(Kind.FEWER).get(0).at()).isEqualTo(clock.instant());
    }

    @Test
    void aRungMoreIsMoreAndARungLessIsFewer() {
        wasAsked(about().sick(Symptom.DEAD_LEADER, 60).ask());

        assertThat(kinds(
                        folder.line("ladders.csv", "local,DEAD_LEADER,disconnect 5s > reset 15s > force 15s > human,")))
                .containsExactly(Kind.MORE);
        assertThat(kinds(folder.replace("ladders.csv", "disconnect 5s > reset 15s > force 15s > human", "reset 5s")))
                .containsExactly(Kind.FEWER);
        assertThat(kinds(folder.replace(
                        "ladders.csv", "local,DEAD_LEADER,reset 5s", "local,DEAD_LEADER,disconnect 5s > reset 5s")))
                .containsExactly(Kind.MORE);
    }

    private List<Kind> kinds(PolicyFolders edited) {
        var result = replay(edited.open(), WIDE);
        return Arrays.stream(Kind.values())
                .filter(kind -> result.count(kind) > 0)
                .toList();
    }

    @Test
    void anotherWordThatReachesAsFarIsToldAsSuch() {
        wasAsked(about().ask());
        folder.line("mine.drl", "rule \"Later\" when ResetRequest( automatic ) then defer( 60, \"later\" ); end")
                .replace(
                        "watchdog.drl",
                        "deny( \"nothing is wrong with it\" )",
                        "defer( 5, \"nothing is wrong with it\" )");
        assertThat(kinds(folder)).containsExactly(Kind.OTHERWISE);
    }

    @Test
    void manyChangesAreCountedAndTheFirstOnesHeld() {
        for (int i = 0; i < 1200; i++) {
            wasAsked(about().sick(Symptom.DEAD_LEADER, 60).ask());
        }
        var result =
                replay(folder.line("protected-accounts.csv", "*,ann,*,demo,").open(), WIDE);
        assertThat(result.count(Kind.FEWER)).isEqualTo(1200);
        assertThat(result.first(Kind.FEWER)).hasSize(ReplayResult.MOST_HELD);
    }

    @Test
    void aDecisionThatIsHandedToAnotherProcessIsTheSame() {
        wasAsked(about().sick(Symptom.DEAD_LEADER, 60).ask());
        var one = recorded.get(0).orElseThrow();

        var read = Recorded.of(one.texts()).orElseThrow();
        assertThat(read.said()).isEqualTo(one.said());
        assertThat(read.question().session()).isEqualTo(one.question().session());
        assertThat(read.at()).isEqualTo(Questions.NOW);
    }
}
