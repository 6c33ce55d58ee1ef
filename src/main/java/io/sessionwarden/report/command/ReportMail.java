package io.sessionwarden.report.command;

import io.sessionwarden.audit.AuditEvent;
import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.Period;
import io.sessionwarden.report.Scope;
import io.sessionwarden.report.form.Form;
import io.sessionwarden.report.section.Reviews;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/**
 * Mails the first page of each period's report once the period is over, and records that. What could not be sent is sent the
 * next time. Safe for use by several threads.
 */
public final class ReportMail {

    /** No Base64 holds this line. */
    private static final String BOUNDARY = "=_session-warden-report";

    private final Reports reports;
    private final Every every;
    private final ZoneId zone;
    private final String to;
    private final Outbox outbox;
    private volatile List<String> trouble = List.of();

    /** Takes a message with its headers. */
    @FunctionalInterface
    public interface Outbox {
        /** Sends it, or throws an exception that says why not. */
        void send(String message) throws IOException;
    }

    /**
     * Mail of those reports.
     *
     * @param zone in whose days periods begin and end
     * @param to one address
     */
    public ReportMail(Reports reports, Every every, ZoneId zone, String to, Outbox outbox) {
        this.reports = reports;
        this.every = every;
        this.zone = zone;
        this.to = to;
        this.outbox = outbox;
    }

    /** Mails the report of the last period that is over, unless that was done. */
    public synchronized void pass() {
        var now = reports.clock().instant();
        var period = every.lastBefore(now, zone);
        boolean done = Reviews.lastMailed(reports.kept(), now)
                .filter(mailed -> !mailed.isBefore(period.to()))
                .isPresent();
        if (!done) {
            send(period);
        }
    }

    private void send(Period period) {
        var details = new TreeMap<String, String>();
        details.put("from", period.from().toString());
        details.put("to", period.to().toString());
        details.put("mail", to);
        var outcome = "sent";
        try {
            outbox.send(message(period));
            trouble = List.of();
        } catch (IOException e) {
            outcome = "not sent";
            details.put("why", String.valueOf(e.getMessage()));
            trouble = List.of("the latest report was not sent to " + to + ": " + e.getMessage());
        }
        reports.trail()
                .append(AuditEvent.ofWarden(
                        EventType.REPORT_MAILED, outcome, reports.revision().get(), details));
    }

    private String message(Period period) throws IOException {
        var first = LocalDate.ofInstant(period.from(), zone);
        var last = LocalDate.ofInstant(period.to(), zone).minusDays(1);
        var days = first.equals(last) ? first.toString() : first + " to " + last;
        return "To: " + to + "\nSubject: Session Warden: report, " + days + "\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\n"
                + part(period, Form.TEXT, "inline")
                + part(period, Form.HTML, "attachment; filename=\"report-" + first + ".html\"")
                + "\n--" + BOUNDARY + "--\n";
    }

    private String part(Period period, Form form, String disposition) throws IOException {
        var written = new ByteArrayOutputStream();
        form.write(reports.of(Scope.of(period)), false, written);
        if (form == Form.TEXT) {
            written.writeBytes(
                    ("\nIncident by incident: warden report --from " + period.from() + " --to " + period.to() + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return "\n--" + BOUNDARY + "\nContent-Type: " + form.mediaType() + "\nContent-Disposition: " + disposition
                + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(written.toByteArray());
    }

    /** Why the latest report was not sent, for {@code status}; empty where all is well. */
    public List<String> trouble() {
        return trouble;
    }
}
