package io.sessionwarden.app;

import io.sessionwarden.app.config.AuditSettings;
import io.sessionwarden.audit.AuditTrail;
import io.sessionwarden.notary.Sendmail;
import io.sessionwarden.report.KeptFigures;
import io.sessionwarden.report.Section;
import io.sessionwarden.report.command.ReportMail;
import io.sessionwarden.report.command.Reports;
import io.sessionwarden.report.section.Sections;
import io.sessionwarden.schedule.Chores;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What reports are made from, and what is done for them at night, as the configuration has it.
 *
 * @param mail mails them; null where nobody is to have them
 */
record ReportCare(Plan plan, Reports reports, @Nullable ReportMail mail) {

    /** A quarter, and the days since, so that the last quarter's report waits for nothing. */
    private static final int DAYS = 185;

    /**
     * Of that trail.
     *
     * @param revision the policy's revision in force
     * @param failed is told what could not be kept of the figures
     */
    static ReportCare of(
            Plan plan,
            AuditTrail trail,
            Supplier<String> revision,
            InstantSource clock,
            BiConsumer<String, Exception> failed) {
        Supplier<List<Section>> sections = () -> Sections.all(trail::ofIncident);
        var kept = new KeptFigures(plan.data().resolve("figures"), trail, sections, clock, failed);
        var reports = new Reports(trail, kept, sections, revision, clock);
        var mailed = plan.audit().report();
        return new ReportCare(plan, reports, mailed == null ? null : mail(plan.audit(), mailed, reports));
    }

    private static ReportMail mail(AuditSettings settings, AuditSettings.MailedReport mailed, Reports reports) {
        return new ReportMail(
                reports,
                mailed.every(),
                ZoneId.systemDefault(),
                mailed.mail(),
                new Sendmail(settings.sendmail())::send);
    }

    /** Has it done from now on at its times. */
    void begin(Chores chores) {
        chores.daily(
                "figures of reports",
                plan.audit().verify(),
                () -> reports.kept().prepare(DAYS));
        var mailed = plan.audit().report();
        if (mail != null && mailed != null) {
            chores.daily("report by mail", mailed.at(), mail::pass);
        }
    }

    /** What is wrong, for {@code status}. */
    List<String> trouble() {
        return mail == null ? List.of() : mail.trouble();
    }
}
