package io.sessionwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final SettableClock clock = new SettableClock();
    private final RecordingAuditTrail trail = new RecordingAuditTrail(clock);

    private void append(EventType type, String incident, String outcome, Map<String, String> details) {
        var all = new TreeMap<>(
                Map.of("sessionName", "till-1", "sessionId", "101", "logonName", "alice", "account", "local:1001"));
        all.putAll(details);
        trail.append(new AuditEvent(type, "x", "watchdog", "local", "s", incident, outcome, "r1", all));
        clock.advance(Duration.ofSeconds(1));
    }

    private Report report() {
        return ReportReader.read(
                trail,
                new Period(
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(1)),
                        ZoneId.of("UTC")));
    }

    private void healed(String incident, String cycle, long sickMillis) {
        append(EventType.INCIDENT_OPENED, incident, "STOPPED", Map.of("symptom", "STOPPED", "evidence", "state T"));
        append(
                EventType.DECISION,
                incident,
                "permit",
                Map.of(
                        "cycle",
                        cycle,
                        "rule",
                        "Stopped",
                        "reasons",
                        "stopped [Stopped]",
                        "automatic",
                        "true",
                        "carriedOut",
                        "true"));
        append(EventType.CYCLE_STEP, incident, "RESETTING", Map.of("cycle", cycle));
        append(
                EventType.CYCLE_STEP,
                incident,
                "VERIFYING",
                Map.of("cycle", cycle, "from", "RESETTING", "leftRunning", "sleep (pid 7, nohup)"));
        append(
                EventType.CYCLE_STEP,
                incident,
                "HEALED",
                Map.of(
                        "cycle",
                        cycle,
                        "sickMillis",
                        Long.toString(sickMillis),
                        "tookMillis",
                        "40",
                        "message",
                        "closed"));
        append(EventType.INCIDENT_CLOSED, incident, "HEALED", Map.of("lastedMillis", "90"));
    }

    @Test
    void countsWhatWasResetAndHealedByServerAccountAndRule() {
        healed("i-1", "c-1", 100);
        healed("i-2", "c-2", 300);
        var report = report();
        var expected = new Tally(2, 2, 0, 0, 0, 0, 0);
        assertThat(report.total()).isEqualTo(expected);
        assertThat(report.byServer()).containsEntry("local", expected);
        assertThat(report.byAccount()).containsEntry("alice (local:1001)", expected);
        assertThat(report.byRule()).containsEntry("Stopped", expected);
        assertThat(report.incidents()).isEqualTo(2);
        assertThat(report.toHeal().told()).isEqualTo("median 100 ms, 90 % within 300 ms, longest 300 ms");
    }

    @Test
    void countsWhatWasRefusedToPeopleDeniedToTheWatchdogAndOnlyObserved() {
        append(EventType.DECISION, "i-1", "deny", Map.of("rule", "R", "automatic", "false", "carriedOut", "false"));
        append(EventType.DECISION, "i-2", "permit", Map.of("rule", "P", "automatic", "true", "carriedOut", "false"));
        append(EventType.DECISION, "i-3", "deny", Map.of("rule", "D", "automatic", "true", "carriedOut", "false"));
        append(EventType.DECISION, "i-3", "defer", Map.of("rule", "D", "automatic", "true", "carriedOut", "false"));
        assertThat(report().total()).isEqualTo(new Tally(0, 0, 0, 0, 1, 1, 1));
        assertThat(report().byRule()).containsEntry("D", new Tally(0, 0, 0, 0, 0, 1, 0));
        assertThat(HtmlReport.render(report())).contains("denied to the watchdog");
    }

    @Test
    void aCycleThatIsWithdrawnInTheActIsNoReset() {
        append(EventType.CYCLE_STEP, "i-1", "RESETTING", Map.of("cycle", "c-1", "from", "PERMITTED"));
        append(EventType.CYCLE_STEP, "i-1", "WITHDRAWN", Map.of("cycle", "c-1", "from", "RESETTING"));
        append(EventType.CYCLE_STEP, "i-2", "RESETTING", Map.of("cycle", "c-2", "from", "PERMITTED"));
        append(EventType.CYCLE_STEP, "i-2", "UNKNOWN", Map.of("cycle", "c-2", "from", "RESETTING"));
        assertThat(report().total()).isEqualTo(new Tally(1, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void aLongTitleMovesNoFigure() {
        var title = "A standing session whose leader died may be reset at any hour of the day";
        append(EventType.DECISION, "i-1", "deny", Map.of("rule", title, "automatic", "false", "carriedOut", "false"));
        append(EventType.DECISION, "i-2", "deny", Map.of("rule", "R", "automatic", "false", "carriedOut", "false"));
        var lines = TextReport.render(report())
                .lines()
                .dropWhile(line -> !line.startsWith("By rule"))
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(lines).contains("  " + title);
        assertThat(lines)
                .filteredOn(line -> !line.equals("  " + title))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.get(0)));
    }

    @Test
    void tellsEachIncidentInItsOrder() {
        healed("i-1", "c-1", 100);
        var text = TextReport.render(report());
        assertThat(text)
                .contains("i-1  local  till-1 (id 101) of alice  STOPPED -> healed")
                .contains("left running: sleep (pid 7, nohup)")
                .containsSubsequence(
                        "seen: STOPPED", "decided for watchdog: permit", "HEALED: closed", "closed: HEALED");
    }

    @Test
    void thePageEscapesWhatHostsAndUsersWrote() {
        append(
                EventType.INCIDENT_OPENED,
                "i-1",
                "STOPPED",
                Map.of("sessionName", "<script>alert(1)</script>", "evidence", "<b>", "symptom", "STOPPED"));
        var page = HtmlReport.render(report());
        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;").doesNotContain("http://www.thymeleaf");
    }

    @Test
    void anEmptyPeriodIsToldAsEmpty() {
        assertThat(TextReport.render(report())).contains("Incident by incident\n  none");
        assertThat(HtmlReport.render(report())).contains("None.");
    }

    @Test
    void percentilesAreByNearestRank() {
        assertThat(new Durations(List.of(5L, 1L, 3L)).percentile(50)).contains(Duration.ofMillis(3));
        assertThat(new Durations(List.of(5L, 1L, 3L)).percentile(0)).contains(Duration.ofMillis(1));
        assertThat(new Durations(List.of()).percentile(50)).isEmpty();
    }
}
