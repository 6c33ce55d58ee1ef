package io.sessionwarden.report;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.report.Story.Line;
import io.sessionwarden.report.Tally.One;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a period of the trail once, in order, into a report. Good for one report; not safe for use by several threads. */
public final class ReportReader {

    /** A report holds at most so many changes of the warden itself, and so many lines of one incident. */
    private static final int MOST_LINES = 1_000;

    private static final int MOST_PROCESSES = 5;

    /** Answers to the watchdog that were no, and not merely not yet. */
    private static final Set<String> DENIALS = Set.of("deny", "indeterminate");

    private final Period period;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final List<Line> changes = new ArrayList<>();
    private final List<Long> toHeal = new ArrayList<>();
    private final List<Long> toReset = new ArrayList<>();
    private final SortedMap<String, Tally> byServer = new TreeMap<>();
    private final SortedMap<String, Tally> byAccount = new TreeMap<>();
    private final SortedMap<String, Tally> byRule = new TreeMap<>();

    /** The rule that permitted each cycle that is under way. */
    /** The cycles in which something was done, as long as they go on: one that takes several rungs is one reset. */
    private final Set<String> acted = new HashSet<>();

    private final Map<String, String> ruleOf = new LinkedHashMap<>();

    private Tally total = Tally.NONE;
    private int incidents;
    private int recovered;
    private int leftOut;

    private ReportReader(Period period) {
        this.period = period;
    }

    /** The report of that period of the trail. */
    public static Report read(AuditTrail trail, Period period) {
        var reader = new ReportReader(period);
        trail.read(period.from(), period.to(), reader::take);
        return reader.report();
    }

    private void take(AuditRecord entry) {
        var event = entry.event();
        switch (event.type()) {
            case INCIDENT_OPENED -> opened(event);
            case INCIDENT_CLOSED -> closed(event);
            case DECISION -> decided(event);
            case CYCLE_STEP -> stepped(event);
            case USER_WARNED, OWNER_TOLD -> begin(event);
            default -> {
                if (changes.size() < MOST_LINES) {
                    changes.add(line(entry));
                }
            }
        }
        stories.computeIfPresent(
                event.incident(), (id, story) -> story.lines().size() < MOST_LINES ? story.with(line(entry)) : story);
    }

    private void opened(AuditEvent event) {
        incidents++;
        begin(event);
    }

    private void begin(AuditEvent event) {
        if (stories.containsKey(event.incident())) {
            return;
        }
        if (stories.size() >= Report.MOST_STORIES) {
            leftOut++;
            return;
        }
        var name = event.detail("sessionName");
        stories.put(
                event.incident(),
                new Story(
                        event.incident(),
                        event.server(),
                        name.isEmpty() ? event.detail("subject") : name + " (id " + event.detail("sessionId") + ")",
                        event.detail("logonName"),
                        event.detail("symptom"),
                        null,
                        List.of()));
    }

    private void closed(AuditEvent event) {
        begin(event);
        if (event.outcome().equals("RECOVERED")) {
            recovered++;
        }
        stories.computeIfPresent(event.incident(), (id, story) -> story.ended(event.outcome()));
    }

    private void decided(AuditEvent event) {
        begin(event);
        boolean automatic = event.detail("automatic").equals("true");
        boolean carriedOut = event.detail("carriedOut").equals("true");
        if (carriedOut && ruleOf.size() < Report.MOST_STORIES) {
            // Whoever asks while a cycle goes on is permitted too, maybe by another rule; the first opened it.
            ruleOf.putIfAbsent(event.detail("cycle"), event.detail("rule"));
        }
        if (carriedOut) {
            return;
        }
        if (!automatic) {
            count(event, event.detail("rule"), One.REFUSED);
        } else if (event.outcome().equals("permit")) {
            count(event, event.detail("rule"), One.OBSERVED);
        } else if (DENIALS.contains(event.outcome())) {
            count(event, event.detail("rule"), One.DENIED);
        }
    }

    private void stepped(AuditEvent event) {
        begin(event);
        var rule = ruleOf.getOrDefault(event.detail("cycle"), "(permitted before this period)");
        // Only with the step that follows RESETTING is it known whether the host did anything.
        if (event.detail("from").equals("RESETTING")
                && !event.outcome().equals("WITHDRAWN")
                && acted.add(event.detail("cycle"))) {
            count(event, rule, One.RESET);
        }
        switch (event.outcome()) {
            case "HEALED" -> {
                count(event, rule, One.HEALED);
                number(event, "sickMillis", toHeal);
                number(event, "tookMillis", toReset);
            }
            case "FAILED", "ESCALATED", "UNKNOWN" -> count(event, rule, One.NOT_HEALED);
            case "WITHDRAWN" -> count(event, rule, One.WITHDRAWN);
            default -> {
                // The others are on the way.
                return;
            }
        }
        acted.remove(event.detail("cycle"));
    }

    private void count(AuditEvent event, String rule, One what) {
        var one = Tally.of(what);
        total = total.plus(one);
        byServer.merge(event.server(), one, Tally::plus);
        byAccount.merge(accountOf(event), one, Tally::plus);
        byRule.merge(rule, one, Tally::plus);
    }

    private static String accountOf(AuditEvent event) {
        var name = event.detail("logonName");
        var account = event.detail("account");
        return account.isEmpty() ? "(cannot be told)" : name + " (" + account + ")";
    }

    /** A number that does not parse was altered; verification says so, and a report goes on. */
    private static void number(AuditEvent event, String detail, List<Long> into) {
        var text = event.detail(detail);
        if (text.matches("\\d{1,15}")) {
            into.add(Long.parseLong(text));
        }
    }

    private Line line(AuditRecord entry) {
        return new Line(Told.moment(entry.at(), period.zone()), text(entry.event()));
    }

    private static String text(AuditEvent event) {
        return switch (event.type()) {
            case INCIDENT_OPENED ->
                event.outcome().isEmpty()
                        ? "opened: " + event.detail("evidence")
                        : "seen: " + event.outcome() + ", " + event.detail("evidence");
            case INCIDENT_CLOSED ->
                "closed: "
                        + event.outcome()
                        + " after "
                        + lasted(event.detail("lastedMillis"))
                        + ", "
                        + event.detail("observations")
                        + " observations";
            case DECISION ->
                "decided for "
                        + event.who()
                        + ": "
                        + event.outcome()
                        + (event.outcome().equals("permit")
                                        && event.detail("carriedOut").equals("false")
                                ? " (not carried out: mode " + event.detail("mode") + ")"
                                : "")
                        + ": "
                        + event.detail("reasons")
                        + " (policy "
                        + event.revision()
                        + ")";
            case USER_WARNED ->
                "warned (" + event.outcome() + ", " + event.detail("message") + "): " + event.detail("text");
            case OWNER_TOLD ->
                "told afterwards (" + event.outcome() + ", " + event.detail("message") + "): " + event.detail("text");
            case CYCLE_STEP ->
                event.outcome()
                        + ": "
                        + Stream.of("message", "steps", "evidence")
                                .map(event::detail)
                                .filter(detail -> !detail.isEmpty())
                                .findFirst()
                                .orElse("")
                        + processes(event)
                        + (event.detail("leftRunning").isEmpty()
                                ? ""
                                : "; left running: " + event.detail("leftRunning"));
            default -> event.type() + " " + event.outcome() + " " + event.details();
        };
    }

    /** The first processes that the evidence of a step tells; explain tells them all. */
    private static String processes(AuditEvent event) {
        return event.details().entrySet().stream()
                .filter(detail -> detail.getKey().matches("evidence\\.process\\.[0-9]+"))
                .limit(MOST_PROCESSES)
                .map(detail -> "; " + detail.getValue().strip())
                .collect(Collectors.joining());
    }

    private static String lasted(String millis) {
        return millis.matches("\\d{1,15}") ? Told.duration(Duration.ofMillis(Long.parseLong(millis))) : "?";
    }

    private Report report() {
        return new Report(
                period,
                total,
                incidents,
                recovered,
                new Durations(toHeal),
                new Durations(toReset),
                byServer,
                byAccount,
                byRule,
                List.copyOf(stories.values()),
                leftOut,
                List.copyOf(changes));
    }
}
