package io.sessionwarden.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.Leaders;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.ThrowawayAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole review, with real users who run the real command: an auditor without any other right, and an operator. */
@RealHost(
        programs = {"script", "setpriv", "useradd"},
        root = true)
class ReviewIT {

    private ThrowawayAccount auditor;
    private ThrowawayAccount operator;
    private Installation installed;

    @BeforeEach
    void open() throws Exception {
        auditor = ThrowawayAccount.create();
        operator = ThrowawayAccount.create();
        installed = Installation.copy();
        installed.row("access.csv", auditor.name() + ",*,audit,");
        installed.row("access.csv", operator.name() + ",*,operate,");
        installed.replaceRow("thresholds.csv", "*,STOPPED", "*,STOPPED,0,enforce,,");
        installed.row("ladders.csv", "local,STOPPED,reset 15s > human,not merely continued");
    }

    @AfterEach
    void close() throws Exception {
        installed.close();
        auditor.close();
        operator.close();
    }

    private Installation.Ran audits(String... words) throws Exception {
        return installed.wardenAs(auditor.uid(), words);
    }

    private Installation.Ran operates(String... words) throws Exception {
        return installed.wardenAs(operator.uid(), words);
    }

    private void heal() throws Exception {
        try (var session = ScriptSession.of(operator, "while :; do sleep 1; done", Path.of("/"))) {
            installed.watchMarks("enforce", "", session.mark());
            var watchdog = installed.watch();
            Await.until(
                    "the session is listed",
                    () -> installed
                            .warden("query", "session", "--json")
                            .out()
                            .contains("\"id\" : \"" + Leaders.of(session.mark()) + "\""));
            assertThat(new ProcessBuilder("kill", "-STOP", Leaders.of(session.mark()))
                            .start()
                            .waitFor())
                    .isZero();
            watchdog.awaitLine("closed    i-1 HEALED");
        }
    }

    @Test
    void anAuditorReviewsAndSignsOffWithoutAnyOtherRight() throws Exception {
        heal();

        assertThat(audits("incidents").out()).contains("i-1");
        assertThat(operates("note", "i-1", "the cable was loose").exit()).isZero();
        assertThat(audits("note", "i-1", "seen, nothing to add").exit()).isZero();
        var report = audits("report");
        assertThat(report.err()).isEmpty();
        assertThat(report.out())
                .contains("healed share               100 %", "-> healed", "noted by " + operator.name() + " (")
                .contains("seen, nothing to add");
        assertThat(audits("report", "--account", "nobody").out()).contains("Incident by incident\n  none");
        for (var form : new String[] {"html", "pdf", "csv", "json"}) {
            var file = auditor.home().resolve("report." + form);
            assertThat(audits("report", "--format", form, "-o", file.toString()).exit())
                    .as(form)
                    .isZero();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(form)
                    .contains(form.equals("pdf") ? "%%EOF" : "i-1");
        }

        assertThat(audits("report", "sign-off", "--comment", "").exit()).isEqualTo(2);
        assertThat(audits("report", "--since-my-last-review").err()).contains("you have signed off no report");
        assertThat(audits("report", "sign-off", "--comment", "reviewed").out())
                .startsWith("signed off by " + auditor.name() + " (");
        var since = audits("report", "--since-my-last-review").out();
        assertThat(since).contains("  incidents                  0\n", "reviewed");
        assertThat(audits("audit", "verify").out()).contains("the chain holds");
    }

    @Test
    void eachIsRefusedWhatIsTheOthers() throws Exception {
        heal();

        assertThat(audits("pause", "--reason", "no").exit()).isEqualTo(1);
        assertThat(audits("keep", "i-1").exit()).isEqualTo(1);
        for (var words : new String[][] {{"report"}, {"report", "sign-off", "--comment", "x"}, {"audit", "key"}}) {
            var refused = operates(words);
            assertThat(refused.exit()).as(words[0]).isEqualTo(1);
            assertThat(refused.err()).startsWith("you may not audit\n");
            assertThat(refused.out()).isEmpty();
        }
        assertThat(installed.warden("report").out()).contains("(no right to: report summary)");
    }
}
