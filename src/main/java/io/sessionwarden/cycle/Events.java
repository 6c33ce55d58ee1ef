package io.sessionwarden.cycle;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.host.LeftRunning;
import io.sessionwarden.host.Notice;
import io.sessionwarden.incident.Incident;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.QuestionTexts;
import io.sessionwarden.policy.Reach;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the flow writes into the trail. Pure. */
final class Events {

    private Events() {}

    static AuditEvent of(Incident incident, String revision) {
        var details = new TreeMap<String, String>();
        describe(incident.session(), details);
        details.put("symptom", incident.symptomName());
        details.put("subject", incident.subject());
        details.putAll(told(incident.evidence()));
        details.put("onset", incident.onset().toString());
        details.put("observations", Integer.toString(incident.observations()));
        details.put("recurrence", Integer.toString(incident.recurrence()));
        var closed = incident.closed();
        if (closed != null) {
            details.put("lastedMillis", Long.toString(incident.lasted().toMillis()));
        }
        return new AuditEvent(
                closed == null ? EventType.INCIDENT_OPENED : EventType.INCIDENT_CLOSED,
                "prober",
                "watchdog",
                incident.server(),
                identity(incident.session()),
                incident.id(),
                closed == null ? incident.symptomName() : closed.ending().name(),
                revision,
                details);
    }

    /**
     * @param mode how far the watchdog may go, all told
     * @param carriedOut whether a reset follows
     */
    static AuditEvent of(Question question, Decision decision, Mode mode, boolean carriedOut) {
        var details = new TreeMap<String, String>();
        describe(question.session(), details);
        details.put("symptom", question.incident().symptomName());
        details.put("sickSeconds", Long.toString(decision.request().sickSeconds()));
        details.put("automatic", Boolean.toString(question.caller().isWatchdog()));
        details.put("mode", word(mode));
        details.put("carriedOut", Boolean.toString(carriedOut));
        details.put("rule", decision.reasons().get(0).rule());
        details.put(
                "rules", joined(decision.reasons().stream().map(Reason::rule).toList()));
        details.put(
                "reasons",
                joined(decision.reasons().stream().map(Reason::toString).toList()));
        if (!decision.observed().isEmpty()) {
            details.put(
                    "wouldHave",
                    joined(decision.observed().stream()
                            .map(RuleOutcome::toString)
                            .sorted()
                            .toList()));
        }
        details.put("request", decision.request().toString());
        details.putAll(QuestionTexts.of(question));
        if (decision instanceof Decision.Permitted permitted) {
            details.put(Reach.PERMIT_MODE, word(permitted.mode()));
        }
        decision.ladder().ifPresent(ladder -> details.put(Reach.LADDER, ladder.toString()));
        if (decision instanceof Decision.Defer defer) {
            details.put("until", defer.until().toString());
        }
        return new AuditEvent(
                EventType.DECISION,
                "policy",
                question.caller().who(),
                question.session().server(),
                question.session().identity().canonical(),
                question.incident().id(),
                decision.word(),
                decision.revision(),
                details);
    }

    /** The user of a session was warned, or could not be. */
    static AuditEvent warned(Question question, Decision.Warn warn, String text, Notice notice) {
        var details = new TreeMap<String, String>();
        describe(question.session(), details);
        details.put("symptom", question.incident().symptomName());
        details.put("rule", warn.reasons().get(0).rule());
        details.put("text", text);
        details.put("graceSeconds", Long.toString(warn.grace().toSeconds()));
        details.put("message", notice.how());
        return new AuditEvent(
                EventType.USER_WARNED,
                "cycle",
                question.caller().who(),
                question.session().server(),
                question.session().identity().canonical(),
                question.incident().id(),
                notice.told() ? "told" : "not told",
                warn.revision(),
                details);
    }

    /** A seat whose sessions fall ill again and again was given up. */
    static AuditEvent givenUp(Question question, Hold hold, String revision) {
        var details = new TreeMap<String, String>();
        describe(question.session(), details);
        details.put("symptom", question.incident().symptomName());
        details.put("seat", hold.subject());
        details.put("message", hold.reason());
        return new AuditEvent(
                EventType.GIVEN_UP,
                "cycle",
                question.caller().who(),
                question.session().server(),
                question.session().identity().canonical(),
                question.incident().id(),
                "given up",
                revision,
                details);
    }

    /** The owner of a session was told that it had been reset, in that session, or could not be told. */
    static AuditEvent ownerTold(Cycle cycle, Session in, String text, Notice notice, String revision) {
        var details = new TreeMap<String, String>();
        describe(in, details);
        details.put("reset", cycle.session().identity().canonical());
        details.put("text", text);
        details.put("message", notice.how());
        return new AuditEvent(
                EventType.OWNER_TOLD,
                "cycle",
                Caller.WATCHDOG.who(),
                in.server(),
                in.identity().canonical(),
                cycle.incident(),
                notice.told() ? "told" : "not told",
                revision,
                details);
    }

    /** The same decision, from which no cycle of its own follows but that one, which was going on already. */
    static AuditEvent joining(AuditEvent decision, Cycle cycle) {
        return with(decision, "cycle", cycle.id());
    }

    /** The same decision, which is not carried out because the limit was reached when its place was to be taken. */
    static AuditEvent atLimit(AuditEvent decision, String which) {
        return with(with(decision, "carriedOut", "false"), "limit", which);
    }

    private static AuditEvent with(AuditEvent decision, String name, String value) {
        var details = new TreeMap<>(decision.details());
        details.put(name, value);
        return new AuditEvent(
                decision.type(),
                decision.source(),
                decision.who(),
                decision.server(),
                decision.session(),
                decision.incident(),
                decision.outcome(),
                decision.revision(),
                details);
    }

    /** A step of a reset cycle, with what belongs to every step; {@code more} is what belongs to this one. */
    static AuditEvent step(
            Cycle cycle, CycleState to, String symptom, String revision, Instant at, Map<String, String> more) {
        var details = new TreeMap<>(more);
        describe(cycle.session(), details);
        details.put("cycle", cycle.id());
        details.put("from", cycle.state().name());
        details.put("symptom", symptom);
        details.put("automatic", Boolean.toString(cycle.caller().isWatchdog()));
        details.put(
                "tookMillis", Long.toString(Duration.between(cycle.opened(), at).toMillis()));
        return new AuditEvent(
                EventType.CYCLE_STEP,
                "cycle",
                cycle.caller().who(),
                cycle.session().server(),
                cycle.session().identity().canonical(),
                cycle.incident(),
                to.name(),
                revision,
                details);
    }

    /** Evidence as details. */
    static SortedMap<String, String> told(Evidence evidence) {
        var details = new TreeMap<String, String>();
        details.put("evidence", evidence.summary());
        evidence.facts().forEach((fact, value) -> details.put("evidence." + fact, value));
        return details;
    }

    static List<String> and(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    static String joined(List<String> parts) {
        return String.join(" | ", parts);
    }

    static String leftRunning(List<LeftRunning> left) {
        return left.stream().map(LeftRunning::toString).collect(Collectors.joining(" | "));
    }

    static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static String identity(@Nullable Session session) {
        return session == null ? "" : session.identity().canonical();
    }

    private static void describe(@Nullable Session session, SortedMap<String, String> details) {
        if (session == null) {
            return;
        }
        details.put("sessionName", session.name());
        details.put("sessionId", session.id());
        details.put("connector", session.connector());
        details.put("logonName", session.logonName() == null ? "" : session.logonName());
        details.put(
                "account", session.account() == null ? "" : session.account().toString());
    }
}
