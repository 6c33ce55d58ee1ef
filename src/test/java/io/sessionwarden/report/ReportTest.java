package io.sessionwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.audit.EventType;
import io.sessionwarden.report.form.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir
    private Path folder;

    private TrailOfReports trail;

    @BeforeEach
    void open() {
        trail = new TrailOfReports(folder.resolve("figures"));
    }

    private String written(Form form) {
        return new String(bytes(form, trail.report()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Form form, ReportSource source) {
        var out = new ByteArrayOutputStream();
        try {
            form.write(source, true, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void tellsEachIncidentInItsOrder() {
        trail.healed("i-1", "c-1", 100);
        assertThat(written(Form.TEXT))
                .contains("i-1  local  till-1 (id 101) of alice  STOPPED -> healed")
                .contains("left running: sleep (pid 7, nohup)")
                .containsSubsequence(
                        "seen: STOPPED", "decided for watchdog: permit", "HEALED: closed", "closed: HEALED");
    }

    @Test
    void thePageEscapesWhatHostsAndUsersWrote() {
        trail.append(
                EventType.INCIDENT_OPENED,
                "i-1",
                "STOPPED",
                Map.of("sessionName", "<script>alert(1)</script>", "evidence", "<b>\"'&%s", "symptom", "STOPPED"));
        assertThat(written(Form.HTML))
                .doesNotContain("<script")
                .contains("&lt;script&gt;")
                .contains("&lt;b&gt;&quot;&#39;&amp;%s");
    }

    @Test
    void anEmptyPeriodIsToldAsEmptyInEveryForm() throws IOException {
        assertThat(written(Form.TEXT)).contains("Incident by incident\n  none", "Nothing to tell of: By symptom");
        assertThat(written(Form.HTML)).contains("<p>None.</p>", "Nothing to tell of: By symptom");
        assertThat(written(Form.CSV)).hasLineCount(1);
        assertThat(written(Form.JSON)).contains("\"incidents\":[]", "\"toHeal\":null");
        assertThat(pdfText()).contains("None.", "Nothing to tell of: By symptom");
    }

    private String pdfText() throws IOException {
        try (var document = Loader.loadPDF(bytes(Form.PDF, trail.report()))) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void thePdfHasPageNumbersAndTextInUnicode() throws IOException {
        for (int i = 1; i <= 40; i++) {
            trail.healed("i-" + i, "c-" + i, 100L * i);
        }
        trail.append(
                EventType.INCIDENT_OPENED,
                "i-41",
                "STOPPED",
                Map.of("sessionName", "Zo\u00eb \u0416\u03a9 \u4e2d", "symptom", "STOPPED", "evidence", "e"));
        assertThat(pdfText()).contains("page 1\n", "page 2\n", "Zo\u00eb \u0416\u03a9 [U+4E2D] (id 101)", "i-40");
    }

    @Test
    void aCellIsNoFormulaAndNoLineOfItsOwn() {
        trail.append(
                EventType.INCIDENT_OPENED,
                "i-1",
                "STOPPED",
                Map.of("sessionName", " =cmd|' /C calc'!A0", "evidence", "a \"b\",\r\nc", "symptom", "STOPPED"));
        assertThat(written(Form.CSV))
                .contains(",\"' =cmd|' /C calc'!A0 (id 101)\",", "\"a \"\"b\"\",  c\"")
                .hasLineCount(2);
    }

    @Test
    void csvAndJsonAreWhatTheDocumentationSays() throws IOException {
        trail.healed("i-1", "c-1", 1_500);
        trail.append(
                EventType.DECISION,
                "i-2",
                "deny",
                Map.of("rule", "R", "reasons", "protected [R]", "automatic", "false", "carriedOut", "false"));
        assertThat(written(Form.CSV)).isEqualTo(golden("report.csv"));
        assertThat(written(Form.JSON)).isEqualTo(golden("report.json"));
    }

    /** Written anew with {@code -Dgoldens=write}; then look at what changed. */
    private String golden(String name) throws IOException {
        var file = Path.of("src/test/resources/report", name);
        if ("write".equals(System.getProperty("goldens"))) {
            Files.writeString(file, written(Form.named(name.substring(name.indexOf('.') + 1))));
        }
        return Files.readString(file);
    }

    @Test
    void aFilterKeepsTheIncidentsThatItIsAbout() {
        trail.healed("i-1", "c-1", 100);
        trail.append(
                EventType.INCIDENT_OPENED,
                "i-2",
                "STOPPED",
                Map.of("symptom", "STOPPED", "logonName", "bob", "account", "local:1002", "evidence", "e"));
        assertThat(ids(trail.report("", "bob", ""))).containsExactly("i-2");
        assertThat(ids(trail.report("", "local:1001", ""))).containsExactly("i-1");
        assertThat(ids(trail.report("", "", "Stopped"))).containsExactly("i-1");
        assertThat(ids(trail.report("local", "", ""))).containsExactly("i-1", "i-2");
        assertThat(ids(trail.report("other", "", ""))).isEmpty();
        assertThat(trail.figure(trail.report("", "bob", ""), "incidents")).isEqualTo(1);
        assertThat(trail.figure(trail.report("other", "", ""), "incidents")).isZero();
    }

    private static List<String> ids(ReportSource source) {
        var ids = new ArrayList<String>();
        source.eachStory(story -> ids.add(story.incident()));
        return ids;
    }

    @Test
    void incidentsComeOnceHoweverManyPagesTheyReachOver() {
        for (int round = 0; round < 3; round++) {
            for (int i = 1; i <= 450; i++) {
                trail.append(EventType.NOTED, "i-" + i, "", Map.of("message", "round " + round));
            }
        }
        assertThat(ids(trail.report()))
                .hasSize(450)
                .doesNotHaveDuplicates()
                .startsWith("i-1")
                .endsWith("i-450");
        assertThat(trail.report().stories(StoryPage.Place.START).stories()).hasSize(200);
    }

    @Test
    void whatAnIncidentDidBeforeAndAfterThePeriodIsToldWithIt() {
        trail.append(EventType.INCIDENT_OPENED, "i-1", "STOPPED", Map.of("symptom", "STOPPED", "evidence", "e"));
        var from = trail.clock.instant();
        trail.append(EventType.NOTED, "i-1", "", Map.of("message", "seen"));
        var to = trail.clock.instant();
        trail.append(EventType.INCIDENT_CLOSED, "i-1", "HEALED", Map.of("lastedMillis", "90"));
        var report = trail.report(new Scope(new Period(from, to, UTC), "", "", ""));
        assertThat(report.stories(StoryPage.Place.START).stories())
                .singleElement()
                .satisfies(story -> assertThat(story.lines()).hasSize(3));
        assertThat(trail.figure(report, "incidents")).isZero();
    }

    @Test
    void keptFiguresSayTheSameAsTheRecordsAndAreMadeAnewForAnotherTrail() throws IOException {
        for (int day = 0; day < 4; day++) {
            trail.healed("i-" + day, "c-" + day, 100L + day);
            trail.clock.advance(Duration.ofHours(20));
        }
        var first = trail.report().summary();
        try (var files = Files.list(folder.resolve("figures"))) {
            assertThat(files)
                    .hasSizeBetween(2, 4)
                    .allSatisfy(file -> assertThat(file).isRegularFile());
        }
        assertThat(trail.report().summary().tables()).isEqualTo(first.tables());
        assertThat(trail.report().summary().charts()).isEqualTo(first.charts());

        var other = new TrailOfReports(folder.resolve("figures"));
        other.append(EventType.NOTED, "i-9", "", Map.of());
        other.clock.advance(Duration.ofDays(5));
        assertThat(other.figure(other.report(), "resets")).isZero();
        assertThat(trail.figure(trail.report(), "resets")).isEqualTo(4);
    }

    @Test
    void aKeptFileThatWasDamagedIsMadeAnew() throws IOException {
        trail.healed("i-1", "c-1", 100);
        trail.clock.advance(Duration.ofDays(3));
        trail.report().summary();
        try (var files = Files.list(folder.resolve("figures"))) {
            Files.writeString(files.findFirst().orElseThrow(), "rubbish");
        }
        assertThat(trail.figure(trail.report(), "resets")).isEqualTo(1);
    }

    @Test
    void barsAreDaysOfTheZoneThatWasAskedFor() {
        var zone = ZoneId.of("Pacific/Auckland");
        trail.healed("i-1", "c-1", 100);
        var day = trail.clock.instant().atZone(zone).toLocalDate();
        var period = new Period(
                day.minusDays(5).atStartOfDay(zone).toInstant(),
                day.plusDays(5).atStartOfDay(zone).toInstant(),
                zone);
        var chart = trail.report(Scope.of(period)).summary().charts().get(0);
        assertThat(chart.bars()).hasSize(10);
        assertThat(chart.bars().get(5)).isEqualTo(new Chart.Bar(day.toString(), List.of(1L, 0L, 0L)));
    }

    @Test
    void aLongPeriodHasFewBars() {
        var from = Instant.parse("2000-01-01T00:00:00Z");
        for (int days : new int[] {1, 3, 92, 95, 366, 650, 2_000}) {
            var period = new Period(from, from.plus(Duration.ofDays(days)), UTC);
            assertThat(trail.report(Scope.of(period)).summary().charts().get(0).bars())
                    .as(days + " days")
                    .hasSizeBetween(24, 96);
        }
    }
}
