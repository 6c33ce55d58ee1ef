package io.sessionwarden.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Figures;
import io.sessionwarden.report.TrailOfReports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part of a report by a few records. */
class SectionsTest {

    @TempDir
    private Path folder;

    private TrailOfReports trail;

    @BeforeEach
    void open() {
        trail = new TrailOfReports(folder.resolve("figures"));
    }

    private long figure(String id) {
        return trail.figure(trail.report(), id);
    }

    private void decided(String incident, String outcome, String automatic, Map<String, String> more) {
        var details = new TreeMap<>(Map.of("automatic", automatic, "carriedOut", "false"));
        details.putAll(more);
        trail.append(EventType.DECISION, incident, outcome, details);
    }

    private void step(String cycle, String from, String to, String message) {
        trail.append(EventType.CYCLE_STEP, "i-" + cycle, to, Map.of("cycle", cycle, "from", from, "message", message));
    }

    @Test
    void resetsAreCountedByServerAccountAndRule() {
        trail.healed("i-1", "c-1", 100);
        trail.healed("i-2", "c-2", 300);
        var counts = List.of("2", "2", "0", "0", "0", "0", "0");
        assertThat(trail.rows("byServer")).containsExactly(with("local", counts));
        assertThat(trail.rows("byAccount")).containsExactly(with("alice (local:1001)", counts));
        assertThat(trail.rows("byRule")).containsExactly(with("Stopped", counts));
        assertThat(figure("incidents")).isEqualTo(2);
        assertThat(figure("healedShare")).isEqualTo(100);
    }

    private static List<String> with(String first, List<String> others) {
        var row = new ArrayList<>(List.of(first));
        row.addAll(others);
        return row;
    }

    @Test
    void theRuleOfACycleIsKnownAlsoWhereItWasPermittedBeforeThePeriod() {
        trail.append(
                EventType.DECISION,
                "i-1",
                "permit",
                Map.of("cycle", "c-1", "rule", "Early", "automatic", "true", "carriedOut", "true"));
        trail.clock.advance(Duration.ofDays(2));
        trail.append(EventType.CYCLE_STEP, "i-1", "FAILED", Map.of("cycle", "c-1", "from", "VERIFYING"));
        assertThat(trail.rows("byRule")).containsExactly(with("Early", List.of("1", "0", "1", "0", "0", "0", "0")));
    }

    @Test
    void whatWasRefusedDeniedAndOnlyObserved() {
        decided("i-1", "deny", "false", Map.of("rule", "R"));
        decided("i-2", "permit", "true", Map.of("rule", "P"));
        decided("i-3", "deny", "true", Map.of("rule", "D"));
        decided("i-3", "defer", "true", Map.of("rule", "D"));
        assertThat(trail.rows("byServer")).containsExactly(with("local", List.of("0", "0", "0", "0", "1", "1", "1")));
        assertThat(trail.rows("refused"))
                .contains(
                        List.of("watchdog", "deny", "D", "local", "1"), List.of("watchdog", "deny", "R", "local", "1"))
                .hasSize(3);
    }

    @Test
    void aCycleInWhichNothingWasDoneIsNoReset() {
        step("1", "RESETTING", "WITHDRAWN", "another incarnation");
        step("2", "RESETTING", "UNKNOWN", "");
        step("3", "RESETTING", "VERIFYING", "");
        step("3", "PERMITTED", "WITHDRAWN", "recovered before the second rung");
        step("4", "PERMITTED", "ESCALATED", "warned only");
        assertThat(trail.rows("byServer")).containsExactly(with("local", List.of("2", "0", "2", "2", "0", "0", "0")));
    }

    @Test
    void howLongItTook() {
        for (int i = 1; i <= 100; i++) {
            trail.healed("i-" + i, "c-" + i, i * 100L);
        }
        assertThat(trail.rows("times"))
                .contains(List.of("first sign to its record (detect)", "100", "40 ms", "40 ms", "40 ms", "40 ms"))
                .contains(List.of("first sign to healed (heal)", "100", "5.1 s", "9.1 s", "10.0 s", "10.0 s"));
        var histogram = trail.report().summary().charts().get(1);
        assertThat(histogram.bars().stream().mapToLong(bar -> bar.height()).sum())
                .isEqualTo(100);
    }

    @Test
    void aBucketIsNoMoreThanASixtyFourthTooLong() {
        for (long millis = 0; millis < 10_000_000; millis += 1 + millis / 50) {
            assertThat(Spread.bucket(millis)).isBetween(millis, millis + millis / 64);
        }
    }

    @Test
    void whatWaitedAndWhatBecameOfIt() {
        decided("i-1", "ask", "true", Map.of("rule", "A"));
        decided("i-2", "defer", "true", Map.of("rule", "Hours"));
        step("1", "ASKED", "PERMITTED", "ben (local:1002) approves it");
        step("2", "ASKED", "WITHDRAWN", "rejected by ben (local:1002)");
        step("3", "ASKED", "WITHDRAWN", "not approved within 30 min");
        assertThat(trail.rows("waited"))
                .containsExactly(
                        List.of("a human was asked", "1"),
                        List.of("approved", "1"),
                        List.of("rejected", "1"),
                        List.of("ended without an answer", "1"),
                        List.of("put off by a rule", "1"));
        assertThat(trail.rows("overrides"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("ben (local:1002)", "approve", "i-1"));
        assertThat(trail.rows("disputed"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("ben (local:1002)", "reject", "i-2"));
    }

    @Test
    void whatPeopleSaid() {
        trail.itself(EventType.PAUSED, "root (local:0)", "", Map.of("subject", "", "reason", "the new switch"));
        trail.itself(EventType.RESUMED, "root (local:0)", "", Map.of("subject", "local"));
        trail.append(EventType.KEPT, "ann", "local", "i-3", "", Map.of("message", "a long job"));
        assertThat(trail.rows("overrides"))
                .extracting(row -> row.subList(2, 6))
                .containsExactly(
                        List.of("root (local:0)", "pause", "everywhere", "the new switch"),
                        List.of("root (local:0)", "resume", "local", ""));
        assertThat(trail.rows("disputed"))
                .extracting(row -> row.subList(2, 6))
                .containsExactly(List.of("ann", "keep", "i-3", "a long job"));
        assertThat(figure("overrides")).isEqualTo(2);
    }

    @Test
    void sessionsAndAccountsThatFallIllAgainAndAgain() {
        for (int i = 1; i <= 3; i++) {
            trail.healed("i-" + i, "c-" + i, 100);
        }
        trail.append(EventType.INCIDENT_OPENED, "i-4", "DOWN", Map.of("symptom", "DOWN", "sessionName", "once"));
        trail.append(EventType.GIVEN_UP, "i-3", "given up", Map.of("seat", "local/x", "message", "three times"));
        assertThat(trail.rows("chronicSessions")).containsExactly(List.of("till-1", "local", "3"));
        assertThat(trail.rows("chronicAccounts")).containsExactly(List.of("alice (local:1001)", "local", "4"));
        assertThat(trail.rows("givenUp"))
                .extracting(row -> row.subList(2, 5))
                .containsExactly(List.of("local/x", "i-3", "three times"));
    }

    @Test
    void logonNamesThatTwoAccountsBear() {
        trail.healed("i-1", "c-1", 100);
        assertThat(trail.rows("sharedNames")).isEmpty();
        trail.append(EventType.INCIDENT_OPENED, "i-2", "DOWN", Map.of("account", "corp:77"));
        assertThat(trail.rows("sharedNames")).containsExactly(List.of("alice", "local", "corp:77, local:1001"));
    }

    @Test
    void whoPutWhichPolicyInForceAndWhatTheTrialSaid() {
        trail.itself(
                EventType.POLICY_CHANGED,
                "root (local:0)",
                "in force",
                Map.of("from", "aaa", "to", "bbb", "files", "thresholds.csv", "why", "1 decision would permit more"));
        assertThat(trail.rows("policyChanges"))
                .extracting(row -> row.subList(2, 7))
                .containsExactly(List.of(
                        "root (local:0)", "in force", "aaa -> bbb", "thresholds.csv", "1 decision would permit more"));
    }

    @Test
    void aStormIsToldOnceAsLongAsItGoesOn() {
        for (int hour = 0; hour < 3; hour++) {
            decided(
                    "i-1",
                    "deny",
                    "true",
                    Map.of(
                            "rule",
                            "When many",
                            "reasons",
                            "9 sessions are sick (90 %, storm from 5)",
                            "asked.history.sickOfServer",
                            Integer.toString(7 + hour)));
            trail.clock.advance(Duration.ofHours(1));
        }
        trail.clock.advance(Duration.ofHours(3));
        decided("i-1", "deny", "true", Map.of("reasons", "storm from 5"));
        assertThat(figure("storms")).isEqualTo(2);
        assertThat(trail.rows("storms").get(0)).startsWith("local").endsWith("3", "9");
    }

    @Test
    void whenNothingWasWatched() {
        trail.append(
                EventType.NOT_WATCHED,
                "",
                "not watched",
                Map.of("from", "2026-03-01T08:00:00Z", "to", "2026-03-01T09:01:00Z", "seconds", "3660"));
        assertThat(figure("notWatched")).isEqualTo(3_660_000);
        assertThat(trail.rows("notWatched").get(0)).endsWith("1 h 1 min").contains("local", "not watched");
    }

    @Test
    void theVerificationsStatementIsTheLastOneAndAnAlterationIsNotOutweighed() {
        assertThat(figure("verified")).isEqualTo(-1);
        var found = Map.of("records", "12", "root", "ab", "found", "record 5: missing");
        trail.itself(EventType.TRAIL_VERIFIED, "watchdog", "altered", found);
        trail.itself(EventType.TRAIL_VERIFIED, "watchdog", "holds", Map.of("records", "14", "root", "cd"));
        trail.itself(EventType.CHECKPOINT_SIGNED, "watchdog", "not sent", Map.of());
        assertThat(figure("verified")).isZero();
        assertThat(trail.rows("trail").get(1).get(1)).startsWith("holds: of ").endsWith("as of record 14, root cd");
        assertThat(trail.rows("trail").get(3)).endsWith("1");
    }

    @Test
    void whatTheWardenItselfDid() {
        trail.itself(EventType.WARDEN_STARTED, "watchdog", "started", Map.of("pid", "7", "file warden.yaml", "hash"));
        assertThat(trail.rows("wardenItself").get(0)).endsWith("WARDEN_STARTED", "started", "pid=7");
    }

    @Test
    void memoryIsBoundedHoweverManyThereAre() {
        var figures = new Figures();
        for (int i = 0; i < 30_000; i++) {
            figures.add("s", 1, "local", "name " + i);
        }
        assertThat(figures.items("s")).hasSize(20_001);
        assertThat(figures.sum("s", 1, Figures.OTHERS)).isEqualTo(10_000);
        for (int i = 0; i < 1_200; i++) {
            trail.append(EventType.NOTED, "i-1", "", Map.of("message", "n"));
        }
        assertThat(trail.rows("disputed")).hasSize(Figures.MOST_LINES);
    }
}
