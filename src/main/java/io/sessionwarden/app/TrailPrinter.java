package io.sessionwarden.app;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.session.ForeignText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Prints what happens, one line for each record of the trail: when, which session, and what was seen, decided, done, proved. */
final class TrailPrinter implements Consumer<AuditRecord> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int LONGEST = 500;
    private static final String WATCHDOG = "watchdog";

    /** As many digits of a hash as people compare; the trail has all of them. */
    private static final Pattern HASH = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");

    private final PrintStream out;
    private final ZoneId zone = ZoneId.systemDefault();

    TrailPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(AuditRecord entry) {
        var event = entry.event();
        print(entry.at(), subject(event), word(event), text(event));
    }

    /** Prints a line of the same shape that is not in the trail. */
    void print(Instant at, String subject, String word, String text) {
        out.printf(
                Locale.ROOT,
                "%s  %-10s %-9s %s%n",
                TIME.format(at.atZone(zone)),
                ForeignText.clean(subject, 40),
                word,
                ForeignText.clean(text, LONGEST));
        out.flush();
    }

    private static String subject(AuditEvent event) {
        var name = event.detail("sessionName");
        if (!name.isEmpty()) {
            return name;
        }
        return event.server().isEmpty() ? "warden" : event.server();
    }

    private static String word(AuditEvent event) {
        return switch (event.type()) {
            case INCIDENT_OPENED -> "seen";
            case DECISION -> "decided";
            case USER_WARNED -> "warned";
            case OWNER_TOLD -> "told";
            case CYCLE_STEP -> stepWord(event.outcome());
            case INCIDENT_CLOSED -> "closed";
            default -> "warden";
        };
    }

    private static String stepWord(String state) {
        return switch (state) {
            case "EVIDENCE_KEPT" -> "kept";
            case "RESETTING" -> "resets";
            case "VERIFYING" -> "done";
            case "HEALED" -> "proved";
            default -> state.toLowerCase(Locale.ROOT);
        };
    }

    private static String text(AuditEvent event) {
        return switch (event.type()) {
            case INCIDENT_OPENED ->
                (event.outcome().isEmpty() ? "" : event.outcome() + ": ") + event.detail("evidence");
            case DECISION -> decision(event);
            case USER_WARNED, OWNER_TOLD ->
                event.outcome() + " (" + event.detail("message") + "): " + event.detail("text");
            case CYCLE_STEP -> step(event);
            case INCIDENT_CLOSED ->
                event.incident() + " " + event.outcome() + ", lasted " + seconds(event.detail("lastedMillis"));
            case CHECKPOINT_SIGNED -> checkpoint(event);
            default -> change(event);
        };
    }

    private static String checkpoint(AuditEvent event) {
        var failed = event.detail("notSent");
        return "checkpoint of " + event.detail("size") + " records signed"
                + (event.who().equals(WATCHDOG) ? "" : " for " + event.who())
                + (failed.isEmpty() ? "" : "; NOT SENT to " + failed);
    }

    private static String decision(AuditEvent event) {
        var carriedOut =
                event.detail("carriedOut").equals("true") || !event.outcome().equals("permit");
        return event.outcome() + " to " + event.who() + ": " + event.detail("reasons")
                + (carriedOut ? "" : " (mode " + event.detail("mode") + ": not carried out)");
    }

    private static String step(AuditEvent event) {
        if (event.outcome().equals("EVIDENCE_KEPT")) {
            return event.detail("evidence");
        }
        if (event.outcome().equals("RESETTING")) {
            return event.detail("rung") + ": " + event.detail("message");
        }
        if (!event.outcome().equals("VERIFYING")) {
            return event.detail("message");
        }
        var left = event.detail("leftRunning");
        return event.detail("steps") + (left.isEmpty() ? "" : "; left running: " + left);
    }

    private static String change(AuditEvent event) {
        var text =
                new StringBuilder(event.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (!event.who().equals(WATCHDOG)) {
            text.append(" by ").append(event.who());
        }
        event.details()
                .forEach((key, value) -> text.append(", ")
                        .append(key)
                        .append(' ')
                        .append(value.isEmpty() ? "-" : HASH.matcher(value).replaceAll("$1")));
        return text.toString();
    }

    private static String seconds(String millis) {
        return millis.matches("\\d{1,15}")
                ? String.format(
                        Locale.ROOT,
                        "%.2f s",
                        Duration.ofMillis(Long.parseLong(millis)).toMillis() / 1000.0)
                : "?";
    }
}
