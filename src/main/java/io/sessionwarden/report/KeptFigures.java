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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The figures of days and of months that are over, by UTC, each in a file that is made when it is first asked for: a quarter is
 * then told without reading its records. A file names the last record that it counts with its hash and is made anew where the trail
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
        var over = to.isBefore(now) ? to : now;
        for (var at = begin(from); at.isBefore(to) && !at.isAfter(now); ) {
            var whole = Span.wholeFrom(at, over);
            if (whole.isPresent()) {
                figures.merge(of(whole.get()).figures());
                at = whole.get().to();
            } else {
                var midnight = at.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                count(figures, at, midnight.isBefore(to) ? midnight : to);
                at = midnight;
            }
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

    private synchronized Kept of(Span span) {
        var file = folder.resolve(span.name() + ".gz");
        return load(file).orElseGet(() -> make(span, file));
    }

    private Optional<Kept> load(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var head = String.valueOf(lines.readLine()).split(" last ", 2);
            return head.length == 2 && head[0].equals(FORM) && isOfThisTrail(head[1])
                    ? Optional.of(new Kept(Figures.read(lines.lines()), head[1]))
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

    /** A month is put together from its days. */
    private Kept make(Span span, Path file) {
        var figures = new Figures();
        var last = "";
        if (span.month()) {
            for (var day : span.days()) {
                var kept = of(day);
                figures.merge(kept.figures());
                last = kept.last().isEmpty() ? last : kept.last();
            }
        } else {
            last = count(figures, span.from(), span.to())
                    .map(record -> record.sequence() + " " + record.hash())
                    .orElse("");
        }
        var made = new Kept(figures, last);
        try {
            keep(file, made);
        } catch (IOException e) {
            failed.accept("keeping figures in " + folder, e);
        }
        return made;
    }

    private void keep(Path file, Kept kept) throws IOException {
        if (kept.last().isEmpty()) {
            return;
        }
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var part = Files.createTempFile(folder, "figures", ".part");
        try {
            try (var out = new PrintWriter(new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
                out.print(FORM + " last " + kept.last() + "\n");
                kept.figures().write(line -> out.print(line + "\n"));
                if (out.checkError()) {
                    throw new IOException("cannot write " + part);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Figures of a span.
     *
     * @param last the number of the last record that they count, and its hash; empty where they count none
     */
    private record Kept(Figures figures, String last) {}

    /** A day or a month, by UTC. */
    private record Span(boolean month, Instant from, Instant to) {

        /** The longest one that begins at that moment and has ended by the other. */
        static Optional<Span> wholeFrom(Instant from, Instant by) {
            var begin = from.atOffset(ZoneOffset.UTC);
            var midnight = begin.truncatedTo(ChronoUnit.DAYS);
            if (!begin.equals(midnight)) {
                return Optional.empty();
            }
            var month = new Span(true, from, midnight.plusMonths(1).toInstant());
            var day = new Span(false, from, midnight.plusDays(1).toInstant());
            return Stream.of(month, day)
                    .filter(span -> !span.to.isAfter(by) && (!span.month || midnight.getDayOfMonth() == 1))
                    .findFirst();
        }

        /** Such as {@code 2026-07} and {@code 2026-07-31}. */
        String name() {
            return from.toString().substring(0, month ? 7 : 10);
        }

        List<Span> days() {
            return from.atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .datesUntil(to.atOffset(ZoneOffset.UTC).toLocalDate())
                    .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .map(day -> new Span(false, day, day.plus(1, ChronoUnit.DAYS)))
                    .toList();
        }
    }
}
