package io.sessionwarden.policy.replay;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.fake.Questions;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.replay.Change.Kind;
import io.sessionwarden.policy.replay.Replay.Bounds;
import io.sessionwarden.session.Symptom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
