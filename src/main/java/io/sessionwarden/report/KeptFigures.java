package io.sessionwarden.report;

import io.sessionwarden.audit.AuditRecord;
import io.sessionwarden.audit.AuditTrail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The figures of days that are over, by UTC, each in a file that is made when it is first asked for: a quarter is then told
 * without reading its records. A file names the last record that it counts with its hash and is made anew where the trail
 * has another one, and the whole folder may be deleted at any time. It is no proof of anything: the trail is.
 * Safe for use by several threads.
 */
public final class KeptFigures {

    /** Raised whenever sections count something else. */
    private static final String FORM = "session-warden figures 1";

    private final Path folder;
    private final AuditTrail trail;
    private final Supplier<List<Section>> sections;
    private final InstantSource clock;
    private final BiConsumer<String, Exception> failed;

    /**
     * @param folder where the files lie; made where it is not there
     * @param failed is told what could not be kept; the figures are right all the same
     */
    public KeptFigures(
            Path folder,
            AuditTrail trail,
            Supplier<List<Section>> sections,
            InstantSource clock,
            BiConsumer<String, Exception> failed) {
        this.folder = folder;
        this.trail = trail;
        this.sections = sections;
        this.clock = clock;
        this.failed = failed;
    }

    /** The figures of what was recorded from a moment on, and before another. */
    public Figures between(Instant from, Instant to) {
        var figures = new Figures();
        var now = clock.instant();
        for (var at = begin(from); at.isBefore(to) && !at.isAfter(now); ) {
            var midnight = at.truncatedTo(ChronoUnit.DAYS);
            var next = midnight.plus(1, ChronoUnit.DAYS);
            if (at.equals(midnight) && !next.isAfter(to) && !next.isAfter(now)) {
                figures.merge(of(midnight));
            } else {
                count(figures, at, next.isBefore(to) ? next : to);
            }
            at = next;
        }
        return figures;
    }

    /** Before the day of the first record there is nothing to be read. */
    private Instant begin(Instant from) {
        var begin = new Instant[] {from};
        trail.readNumbers(1, 1, first -> {
            var day = first.at().truncatedTo(ChronoUnit.DAYS);
            begin[0] = day.isAfter(from) ? day : from;
        });
        return begin[0];
    }

    /** Adds what a part of the trail says; the last record of it, where there is one. */
    private Optional<AuditRecord> count(Figures figures, Instant from, Instant to) {
        var counting = sections.get();
        var last = new AuditRecord[1];
        trail.read(from, to, record -> {
            counting.forEach(section -> section.take(record, figures));
            last[0] = record;
        });
        return Optional.ofNullable(last[0]);
    }

    /** Keeps the figures of that many days before today, so that nobody has to wait for them. */
    public void prepare(int days) {
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        between(today.minus(days, ChronoUnit.DAYS), today);
    }

    /** The figures of a day that is over, which begins at that moment. */
    private synchronized Figures of(Instant day) {
        var file = folder.resolve(day.toString().substring(0, 10) + ".gz");
        return load(file).orElseGet(() -> make(day, file));
    }

    private Optional<Figures> load(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var head = String.valueOf(lines.readLine()).split(" last ", 2);
            return head.length == 2 && head[0].equals(FORM) && isOfThisTrail(head[1])
                    ? Optional.of(Figures.read(lines.lines()))
                    : Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            failed.accept("reading kept figures, which are made anew", e);
            return Optional.empty();
        }
    }

    private boolean isOfThisTrail(String last) {
        var named = last.split(" ", 2);
        var found = new StringBuilder("none");
        long sequence = Long.parseLong(named[0]);
        trail.links(sequence, sequence, link -> found.replace(0, found.length(), link.hash()));
        return named.length == 2 && found.toString().equals(named[1]);
    }

    private Figures make(Instant day, Path file) {
        var figures = new Figures();
        count(figures, day, day.plus(1, ChronoUnit.DAYS)).ifPresent(last -> {
            try {
                keep(file, figures, last);
            } catch (IOException e) {
                failed.accept("keeping figures in " + folder, e);
            }
        });
        return figures;
    }

    private void keep(Path file, Figures figures, AuditRecord last) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var part = Files.createTempFile(folder, "day", ".part");
        try {
            try (var out = new PrintWriter(new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
                out.print(FORM + " last " + last.sequence() + " " + last.hash() + "\n");
                figures.write(line -> out.print(line + "\n"));
                if (out.checkError()) {
                    throw new IOException("cannot write " + part);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
