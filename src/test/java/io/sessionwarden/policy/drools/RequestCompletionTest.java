package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.NOW;
import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question.History;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the one flat fact is made of what was seen and of what the tables say. */
class RequestCompletionTest {

    private static ResetRequest fact(Questions question) {
        return Facts.of(question);
    }

    private static Session session(
            @Nullable Instant started, @Nullable Duration idle, @Nullable Duration disconnected) {
        var s = Questions.session("local", "7", "ann", Account.ofUid("local", 1001));
        return new Session(
                s.identity(),
                s.id(),
                s.name(),
                s.kind(),
                s.state(),
                s.standing(),
                s.logonName(),
                s.account(),
                s.leader(),
                started,
                idle,
                disconnected,
                new TreeMap<>());
    }

    @Test
    void timesAreInWholeSeconds() {
        var seen = session(NOW.minusMillis(3_999), Duration.ofMillis(60_999), Duration.ofMillis(7_999));
        var fact = fact(about().of(seen).sick(Symptom.DOWN, 20).warned(10));
        assertThat(fact.ageSeconds()).isEqualTo(3);
        assertThat(fact.idleSeconds()).isEqualTo(60);
        assertThat(fact.disconnectedSeconds()).isEqualTo(7);
        assertThat(fact.sickSeconds()).isEqualTo(20);
        assertThat(fact.warnedSeconds()).isEqualTo(10);
    }

    @Test
    void whatCannotBeToldIsMinusOneOrTheEmptyText() {
        var fact = fact(about().of(session(null, null, null)).of("local", null, null));
        assertThat(fact.logonName()).isEmpty();
        assertThat(fact.account()).isEmpty();
        assertThat(fact.disconnectedSeconds()).isEqualTo(-1);
        assertThat(fact.idleLimitSeconds()).isEqualTo(-1);
        assertThat(fact.warnedSeconds()).isEqualTo(-1);
        assertThat(fact.secondsSinceLastReset()).isEqualTo(-1);
        var unseen = fact(about().of(session(null, null, null)));
        assertThat(unseen.ageSeconds()).isEqualTo(-1);
        assertThat(unseen.idleSeconds()).isEqualTo(-1);
        assertThat(unseen.account()).isEqualTo("local:1001");
    }

    /** The clocks of two machines differ: what has not begun yet has just begun. */
    @Test
    void noTimeIsLessThanNought() {
        var seen = session(NOW.plusSeconds(5), Duration.ofSeconds(-5), Duration.ofSeconds(-5));
        var fact = fact(about().of(seen).sick(Symptom.DOWN, -5));
        assertThat(fact.ageSeconds()).isZero();
        assertThat(fact.idleSeconds()).isZero();
        assertThat(fact.disconnectedSeconds()).isZero();
        assertThat(fact.sickSeconds()).isZero();
    }

    @Test
    void aHealthySessionHasBeenSickForNoTime() {
        var fact =
                fact(new Questions(about().caller(), about().session(), null, 99, -1, 0, History.NOTHING_YET, false));
        assertThat(fact.symptom()).isEmpty();
        assertThat(fact.sickSeconds()).isZero();
    }

    /** The share of those that are being reset counts the one that is asked about. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "1, 1, 100, 200",
        "1, 3, 34, 67",
        "2, 3, 67, 100",
        "1, 100, 1, 2",
        "1, 101, 1, 2",
        "9, 4, 100, 100"
    })
    void sharesAreRoundedUpToWholePercent(int some, int all, int sick, int running) {
        var fact = fact(about().history(new History(1, all, some, 0, 0, 0, 0, 0, 0, some, null)));
        assertThat(fact.sickPercentOfServer()).isEqualTo(sick);
        assertThat(fact.serverRunningPercent()).isEqualTo(Math.min(running, 100));
    }

    @Test
    void aTimeLimitGoesNoFurtherThanItsOwnRowAndOtherSymptomsDoNotMind() {
        var tables = Map.of(
                "thresholds.csv",
                "server,symptom,seconds,mode\n*,IDLE_LIMIT,0,enforce\n*,DISCONNECTED_LIMIT,0,ask\n*,DOWN,0,enforce\n",
                "time-limits.csv",
                "server,account,idle-minutes,disconnected-minutes,mode\n*,*,5,6,observe\n*,bob,5,6,enforce\n");
        assertThat(mode(tables, "ann", Symptom.IDLE_LIMIT)).isEqualTo(Mode.OBSERVE);
        assertThat(mode(tables, "ann", Symptom.DISCONNECTED_LIMIT)).isEqualTo(Mode.OBSERVE);
        assertThat(mode(tables, "ann", Symptom.DOWN)).isEqualTo(Mode.ENFORCE);
        assertThat(mode(tables, "bob", Symptom.IDLE_LIMIT)).isEqualTo(Mode.ENFORCE);
        assertThat(mode(tables, "bob", Symptom.DISCONNECTED_LIMIT)).isEqualTo(Mode.ASK);
        var fact = Facts.of(about(), tables);
        assertThat(fact.idleLimitSeconds()).isEqualTo(300);
        assertThat(fact.disconnectedLimitSeconds()).isEqualTo(360);
    }

    private static Mode mode(Map<String, String> tables, String logonName, Symptom symptom) {
        var question = about().of("local", logonName, Account.ofUid("local", 1)).sick(symptom, 1);
        return Facts.of(question, tables).thresholdMode();
    }

    @Test
    void whatWasCountedAndWhatLimitsItStandInTheirOwnFields() {
        var limits = """
                server,scope,limit
                *,session,21
                *,account,22
                *,server,23
                *,overall,24
                *,running,25
                *,account-running,26
                *,server-running,27
                *,server-running-percent,28
                *,storm-sessions,29
                *,storm-percent,30
                *,cooldown-seconds,31
                *,recurrence-ask,32
                *,recurrence-give-up,33
                """;
        var counted = new History(1, 50, 2, 3, 4, 5, 6, 7, 8, 9, NOW.minusSeconds(10));
        var fact = Facts.of(about().history(counted).recurring(11), Map.of("limits.csv", limits));
        assertThat(new int[] {
                    fact.sessionsOfLogonName(),
                    fact.sickOfServer(),
                    fact.sessionResetsInHour(),
                    fact.accountResetsInHour(),
                    fact.serverResetsInHour(),
                    fact.overallResetsInHour(),
                    fact.runningResets(),
                    fact.accountRunningResets(),
                    fact.serverRunningResets(),
                    (int) fact.secondsSinceLastReset(),
                    fact.recurrencesInDay()
                })
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(new int[] {
                    fact.sessionLimitPerHour(),
                    fact.accountLimitPerHour(),
                    fact.serverLimitPerHour(),
                    fact.overallLimitPerHour(),
                    fact.runningLimit(),
                    fact.accountRunningLimit(),
                    fact.serverRunningLimit(),
                    fact.serverRunningPercentLimit(),
                    fact.stormSessions(),
                    fact.stormPercent(),
                    fact.cooldownSeconds(),
                    fact.recurrenceAskLimit(),
                    fact.recurrenceGiveUpLimit()
                })
                .containsExactly(21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33);
    }
}
