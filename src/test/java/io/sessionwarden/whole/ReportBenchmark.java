package io.sessionwarden.whole;

import io.sessionwarden.fake.SettableClock;
import io.sessionwarden.real.Installation;
import io.sessionwarden.report.LargeTrail;
import io.sessionwarden.store.Database;
import io.sessionwarden.store.HibernateAuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How long the report of a quarter with a million records takes, by the program as it is delivered, its heaps included. Prints
 * figures and judges none. Runs with {@code mvn -B -DskipTests package && mvn -B test -Dtest=ReportBenchmark};
 * {@code -Dreport.records=N} takes so many records, {@code -Dreport.forms=json,pdf} writes these forms only.
 */
class ReportBenchmark {

    private static final int RECORDS = Integer.getInteger("report.records", 1_000_000);
    private static final String FORMS = System.getProperty("report.forms", "json,csv,html,text,pdf");
    private static final Instant FROM = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void aQuarter() throws Exception {
        try (var installed = Installation.copy()) {
            var data = Files.createDirectory(
                    installed.home().resolve("data"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var clock = new SettableClock();
            try (var database = Database.h2(data)) {
                LargeTrail.fill(new HibernateAuditTrail(database, clock), clock, FROM, TO, RECORDS, 1);
            }
            installed.configure("data: data\nservers:\n  - name: local\n    connectors: {terminal: {}}\n");
            var watchdog = installed.watch();
            time(installed, "first page, no figures kept", "--summary");
            for (int i = 0; i < 5; i++) {
                time(installed, "first page", "--summary");
            }
            for (var form : FORMS.split(",", -1)) {
                time(installed, "everything as " + form, "--format", form);
            }
            time(installed, "first page of one account", "--summary", "--account", "judy");
            System.out.println("BENCHMARK resident at most: the warden " + peak(watchdog.pid()));
        }
    }

    private static void time(Installation installed, String what, String... more) throws IOException {
        var file = installed.home().resolve("report");
        var words = new String[] {"report", "--from", FROM.toString(), "--to", TO.toString(), "-o", file.toString()};
        var all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        long begun = System.nanoTime();
        var ran = installed.warden(all);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "BENCHMARK %s: %.2f s, exit %d, %,d kB%s%n",
                what,
                seconds,
                ran.exit(),
                ran.exit() == 0 ? Files.size(file) / 1024 : 0,
                ran.err().isEmpty() ? "" : ", " + ran.err().strip());
        Files.deleteIfExists(file);
    }

    private static String peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("?");
    }
}
