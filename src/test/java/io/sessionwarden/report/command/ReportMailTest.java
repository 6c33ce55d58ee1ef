package io.sessionwarden.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.TrailOfReports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportMailTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    private final List<String> sent = new ArrayList<>();
    private TrailOfReports trail;
    private boolean refuses;

    @BeforeEach
    void open() {
        trail = new TrailOfReports(folder.resolve("figures"));
        trail.clock.set(Instant.parse("2026-09-28T08:00:00Z"));
        trail.healed("i-1", "c-1", 100);
        trail.clock.set(Instant.parse("2026-10-01T06:00:00Z"));
    }

    private ReportMail mail(Every every) {
        var reports = new Reports(trail.trail, trail.kept, trail.sections, () -> "r1", trail.clock);
        return new ReportMail(reports, every, BERLIN, "auditor@example.com", this::take);
    }

    private void take(String message) throws IOException {
        if (refuses) {
            throw new IOException("sendmail ended with 75");
        }
        sent.add(message);
    }

    private List<String> recorded() {
        return trail.trail.records().stream()
                .filter(record -> record.event().type() == EventType.REPORT_MAILED)
                .map(record -> record.event().outcome() + " " + record.event().detail("from") + " "
                        + record.event().detail("to") + " " + record.event().detail("why"))
                .toList();
    }

    @Test
    void mailsThePeriodThatIsOverOnceAndRecordsIt() {
        var mail = mail(Every.MONTH);
        mail.pass();
        trail.clock.advance(Duration.ofDays(1));
        mail.pass();

        assertThat(sent).hasSize(1);
        assertThat(recorded()).containsExactly("sent 2026-08-31T22:00:00Z 2026-09-30T22:00:00Z ");
        assertThat(sent.get(0))
                .startsWith("To: auditor@example.com\nSubject: Session Warden: report, 2026-09-01 to 2026-09-30\n")
                .endsWith("\n--=_session-warden-report--\n");
        assertThat(part(0))
                .contains(
                        "2026-09-01 00:00:00 to 2026-10-01 00:00:00 (Europe/Berlin)",
                        "healed share               100 %")
                .doesNotContain("i-1  local");
        assertThat(part(1)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    private String part(int which) {
        var part = sent.get(0).split("\n--=_session-warden-report", -1)[which + 1];
        return new String(Base64.getMimeDecoder().decode(part.substring(part.indexOf("\n\n"))), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasNotSentIsRecordedToldAndSentTheNextTime() {
        var mail = mail(Every.DAY);
        refuses = true;
        mail.pass();
        assertThat(mail.trouble())
                .containsExactly("the latest report was not sent to auditor@example.com: sendmail ended with 75");

        refuses = false;
        trail.clock.advance(Duration.ofHours(1));
        mail.pass();

        assertThat(mail.trouble()).isEmpty();
        assertThat(recorded())
                .containsExactly(
                        "not sent 2026-09-29T22:00:00Z 2026-09-30T22:00:00Z sendmail ended with 75",
                        "sent 2026-09-29T22:00:00Z 2026-09-30T22:00:00Z ");
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-30T00:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "WEEK, 2026-11-29T12:00:00Z, 2026-11-15T23:00:00Z, 2026-11-22T23:00:00Z",
        "MONTH, 2026-01-01T00:00:00Z, 2025-11-30T23:00:00Z, 2025-12-31T23:00:00Z",
        "QUARTER, 2026-12-31T12:00:00Z, 2026-06-30T22:00:00Z, 2026-09-30T22:00:00Z",
        "QUARTER, 2026-01-15T12:00:00Z, 2025-09-30T22:00:00Z, 2025-12-31T23:00:00Z"
    })
    void thePeriodIsTheLastOneThatIsOverByTheDaysOfTheZone(Every every, Instant now, Instant from, Instant to) {
        var period = every.lastBefore(now, BERLIN);

        assertThat(period.from()).isEqualTo(from);
        assertThat(period.to()).isEqualTo(to);
    }
}
