package io.sessionwarden.report;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.fake.RecordingAuditTrail;
import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.report.section.Sections;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A trail in memory, and reports of it. Each record lies a second after the one before. */
public final class TrailOfReports {

    public final SettableClock clock = new SettableClock();
    public final RecordingAuditTrail trail = new RecordingAuditTrail(clock);
    public final Supplier<List<Section>> sections = () -> Sections.all(trail::ofIncident);
    public final KeptFigures kept;

    public TrailOfReports(Path figures) {
        kept = new KeptFigures(figures, trail, sections, clock, (what, failure) -> {});
    }

    public void append(EventType type, String incident, String outcome, Map<String, String> details) {
        append(type, "watchdog", "local", incident, outcome, details);
    }

    public void append(
            EventType type, String who, String server, String incident, String outcome, Map<String, String> details) {
        var all = new TreeMap<>(
                Map.of("sessionName", "till-1", "sessionId", "101", "logonName", "alice", "account", "local:1001"));
        all.putAll(details);
        trail.append(new AuditEvent(type, "x", who, server, "s", incident, outcome, "r1", all));
        clock.advance(Duration.ofSeconds(1));
    }

    /** A record that is about no incident. */
    public void itself(EventType type, String who, String outcome, Map<String, String> details) {
        trail.append(new AuditEvent(type, "x", who, "", "", "", outcome, "r1", new TreeMap<>(details)));
        clock.advance(Duration.ofSeconds(1));
    }

    public void healed(String incident, String cycle, long sickMillis) {
        append(
                EventType.INCIDENT_OPENED,
                incident,
                "STOPPED",
                Map.of(
                        "symptom",
                        "STOPPED",
                        "evidence",
                        "state T",
                        "onset",
                        clock.instant().minusMillis(40).toString()));
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
        append(EventType.CYCLE_STEP, incident, "RESETTING", Map.of("cycle", cycle, "from", "PERMITTED"));
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
                        "from",
                        "VERIFYING",
                        "sickMillis",
                        Long.toString(sickMillis),
                        "tookMillis",
                        "40",
                        "message",
                        "closed"));
        append(
                EventType.INCIDENT_CLOSED,
                incident,
                "HEALED",
                Map.of("symptom", "STOPPED", "lastedMillis", Long.toString(sickMillis), "observations", "2"));
    }

    /** Of a day before and after all records. */
    public TrailReport report() {
        return report("", "", "");
    }

    public TrailReport report(String server, String account, String rule) {
        var first = trail.records().isEmpty()
                ? clock.instant()
                : trail.records().get(0).at();
        return report(new Scope(
                new Period(first.minus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(1)), ZoneId.of("UTC")),
                server,
                account,
                rule));
    }

    public TrailReport report(Scope scope) {
        return new TrailReport(trail, kept, sections, scope, clock);
    }

    public long figure(ReportSource report, String id) {
        return report.summary().headlines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** The rows of a table. */
    public List<List<String>> rows(String id) {
        return report().summary().tables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow()
                .rows();
    }
}
