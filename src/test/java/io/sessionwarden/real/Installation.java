package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The program as it is delivered, in a folder of its own that other users may enter. */
public final class Installation implements AutoCloseable {

    private static final Path BUILT = Path.of("target", "warden").toAbsolutePath();

    private final Path home;
    private final List<Watchdog> watchdogs = new ArrayList<>();

    /** What a command printed, and its exit code. */
    public record Ran(int exit, String out, String err) {}

    private Installation(Path home) {
        this.home = home;
    }

    /** A copy of what {@code mvn package} left. */
    public static Installation copy() throws IOException {
        if (!Files.exists(BUILT.resolve("bin/warden"))) {
            throw new IOException("there is no " + BUILT + "; run mvn package first");
        }
        var home = Files.createTempDirectory("warden");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        var copied = run(List.of("cp", "-r", BUILT + "/.", home.toString()));
        if (copied.exit() != 0) {
            throw new IOException(copied.err());
        }
        return new Installation(home);
    }

    public Path home() {
        return home;
    }

    public void configure(String yaml) throws IOException {
        Files.writeString(home.resolve("config/warden.yaml"), yaml);
    }

    /** Watches the terminal sessions with these marks only. */
    public void watchMarks(String mode, String settings, String... marks) throws IOException {
        configure("""
                data: data
                servers:
                  - name: local
                    connectors: {terminal: {%s}}
                    watch: {mark: [%s]}
                    interval: 200ms
                    mode: %s
                """.formatted(settings, String.join(", ", marks), mode));
    }

    /** Adds a row to a table of the policy. */
    public void row(String table, String row) throws IOException {
        Files.writeString(home.resolve("rules").resolve(table), row + "\n", StandardOpenOption.APPEND);
    }

    /** Replaces the row that begins so. */
    public void replaceRow(String table, String beginning, String row) throws IOException {
        var file = home.resolve("rules").resolve(table);
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .map(line -> line.startsWith(beginning) ? row : line)
                        .toList());
    }

    /** Runs a command of it to its end. */
    public Ran warden(String... args) throws IOException {
        return ran(List.of(), args);
    }

    /** Runs a command of it as another user; needs root. */
    public Ran wardenAs(int uid, String... args) throws IOException {
        return ran(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"), args);
    }

    private Ran ran(List<String> user, String... args) throws IOException {
        var words = new ArrayList<>(user);
        words.add(home.resolve("bin/warden").toString());
        words.addAll(Arrays.asList(args));
        return run(words);
    }

    private static Ran run(List<String> words) throws IOException {
        var err = Files.createTempFile("warden", ".err");
        try {
            var process = new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectError(err.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), out, Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(err);
        }
    }

    /** Starts {@code warden watch} and waits until it watches. */
    public Watchdog watch() throws IOException {
        var watchdog = begin();
        watchdog.awaitLine("watching ");
        return watchdog;
    }

    /** Starts {@code warden watch}, and waits for nothing. */
    public Watchdog begin() throws IOException {
        var watchdog =
                new Watchdog(new ProcessBuilder(home.resolve("bin/warden").toString(), "watch")
                        .redirectErrorStream(true)
                        .start());
        watchdogs.add(watchdog);
        return watchdog;
    }

    /** Takes these tables of the policy from practice, which waits for nothing. */
    public void practiceTables(String... tables) throws IOException {
        for (var table : tables) {
            Files.copy(
                    home.resolve("practice/rules").resolve(table),
                    home.resolve("rules").resolve(table),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A running warden. */
    public static final class Watchdog {

        private final Process process;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Watchdog(Process process) {
            this.process = process;
            var reader = new Thread(this::read, "output of warden " + process.pid());
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (var output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("(its output ended: " + e.getMessage() + ")");
            }
        }

        public long pid() {
            return process.pid();
        }

        public List<String> lines() {
            return lines;
        }

        /** Waits for a line that holds this. */
        public void awaitLine(String part) {
            Await.until("a line with '" + part + "'", () -> lines.stream().anyMatch(line -> line.contains(part)));
        }

        /** kill -9. */
        public void kill() {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }

        /** SIGTERM, and waits for its end. */
        public void stop() throws IOException {
            process.toHandle().destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    throw new IOException("it did not end within 30 s of SIGTERM: " + lines);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        watchdogs.forEach(Watchdog::kill);
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
