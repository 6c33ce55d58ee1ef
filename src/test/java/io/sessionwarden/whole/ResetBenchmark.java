package io.sessionwarden.whole;

import io.sessionwarden.fake.Await;
import io.sessionwarden.real.Installation;
import io.sessionwarden.real.Installation.Watchdog;
import io.sessionwarden.real.Leaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How fast the program is, as it is delivered, under practice's tables (no waiting). Prints figures and judges none. Runs
 * with {@code mvn -B -DskipTests package && mvn -B test -Dtest=ResetBenchmark}; needs tmux and script.
 */
class ResetBenchmark {

    private static final int KILLS = 200;
    private static final Duration RESPAWN = Duration.ofMillis(200);

    @Test
    void paneOfTmux() throws Exception {
        var folder = Files.createTempDirectory("bench");
        var socket = folder.resolve("tmux").toString();
        try (var installed = installation()) {
            installed.configure("""
                    data: data
                    servers:
                      - name: local
                        connectors: {tmux: {sockets: [%s]}}
                        watch: all
                        mode: enforce
                    """.formatted(socket));
            run("tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "cat");
            run("tmux", "-S", socket, "set-option", "-g", "remain-on-exit", "on");
            try {
                var watchdog = installed.watch();
                print(
                        "pane killed -> reopened and verified",
                        kills(watchdog, () -> run("tmux", "-S", socket, "display-message", "-p", "#{pane_pid}")));
            } finally {
                run("tmux", "-S", socket, "kill-server");
            }
        }
    }

    @Test
    void terminalUnderARespawner() throws Exception {
        var mark = "bench-" + UUID.randomUUID();
        try (var installed = installation()) {
            installed.watchMarks("enforce", "", mark);
            Files.writeString(
                    installed.home().resolve("config/sessions.csv"),
                    "server,connector,match,name,standing\nlocal,terminal,mark=" + mark + ",bench,yes\n");
            var respawner = new ProcessBuilder(
                            "sh", "-c", "while :; do script -qfc 'exec cat' /dev/null; sleep 0.2; done")
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            respawner.environment().put("WARDEN_SESSION", mark);
            var running = respawner.start();
            try {
                Await.until("it stands", () -> !Leaders.of(mark).isEmpty());
                var watchdog = installed.watch();
                print(
                        "terminal killed -> reopened and verified, less the respawner's " + RESPAWN.toMillis() + " ms",
                        Arrays.stream(kills(watchdog, () -> Leaders.of(mark)))
                                .map(millis -> millis - RESPAWN.toMillis())
                                .toArray());
            } finally {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            }
        }
    }

    @Test
    void startQueryAndMemory() throws Exception {
        try (var installed = installation()) {
            installed.watchMarks("observe", "", "no-session-has-this-mark");
            var starts = new long[5];
            for (int i = 0; i < starts.length; i++) {
                long begun = System.nanoTime();
                var watchdog = installed.watch();
                starts[i] = Duration.ofNanos(System.nanoTime() - begun).toMillis();
                watchdog.stop();
            }
            print("start -> first sweep (whole process)", starts);
            var watchdog = installed.watch();
            var queries = new long[20];
            for (int i = 0; i < queries.length; i++) {
                long begun = System.nanoTime();
                installed.warden("query", "session");
                queries[i] = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            }
            print("query session (whole process)", queries);
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
            System.out.printf(
                    Locale.ROOT, "BENCHMARK resident when idle: %d MB%n", residentKilobytes(watchdog.pid()) / 1024);
        }
    }

    private static Installation installation() throws IOException {
        var installed = Installation.copy();
        installed.practiceTables("limits.csv", "thresholds.csv");
        return installed;
    }

    /** Finds the process to kill. */
    private interface Victim {
        String pid() throws IOException;
    }

    private static long[] kills(Watchdog watchdog, Victim victim) throws Exception {
        var took = new long[KILLS];
        var killed = "";
        for (int i = 0; i < KILLS; i++) {
            var before = killed;
            Await.until(
                    "another incarnation",
                    () -> !victim.pid().isEmpty() && !victim.pid().equals(before));
            // As long as a user needs to notice: the warden has seen the new incarnation whole.
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
            killed = victim.pid();
            int wanted = i + 1;
            var at = LocalTime.now(ZoneId.systemDefault());
            ProcessHandle.of(Long.parseLong(killed)).orElseThrow().destroyForcibly();
            Await.until("it is healed", () -> proofs(watchdog).size() >= wanted);
            took[i] = Duration.between(at, proofs(watchdog).get(i)).toMillis();
        }
        return took;
    }

    private static List<LocalTime> proofs(Watchdog watchdog) {
        var proofs = new ArrayList<LocalTime>();
        for (var line : watchdog.lines()) {
            if (line.contains(" proved ")) {
                proofs.add(LocalTime.parse(line.substring(0, 12)));
            }
        }
        return proofs;
    }

    private static void print(String what, long... millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "BENCHMARK %s: p50 %d ms, p99 %d ms, longest %d ms, of %d%n",
                what,
                millis[millis.length / 2],
                millis[Math.min(millis.length - 1, (int) Math.ceil(millis.length * 0.99) - 1)],
                millis[millis.length - 1],
                millis.length);
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String run(String... words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
