package io.sessionwarden.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets Jazzer try a million inputs on each parser, one after the other, each in a process of its own, and prints a table.
 * {@code -Dfuzz.runs=N} says how many, {@code -Dfuzz.only=NAME,...} which parsers. What it finds and what it says lies in {@code
 * target/fuzz/NAME}.
 */
public final class FuzzRun {

    private static final String RUNS = System.getProperty("fuzz.runs", "1000000");

    /** Seconds that one input may take on a machine that may have other work, and bytes before it is blown up. */
    private static final String LONGEST = "60";

    private static final String LARGEST = "2048";

    /** Following each step of a regular expression makes it ten times slower. */
    private static final String WITHOUT = "com.code_intelligence.jazzer.sanitizers.RegexInjection:"
            + "com.code_intelligence.jazzer.sanitizers.RegexRoadblocks";

    private static final Pattern COVERAGE = Pattern.compile("cov: ([0-9]+)");

    private FuzzRun() {}

    /** Exits with 1 where anything was found. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var only = List.of(System.getProperty("fuzz.only", "").split(",", -1));
        boolean clean = true;
        System.out.println("| parser | inputs | seconds | branches reached | found |");
        System.out.println("|---|---|---|---|---|");
        for (var target : FuzzTargets.all()) {
            if (only.contains("") || only.contains(target.name())) {
                clean &= run(target);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(FuzzTarget target) throws IOException, InterruptedException {
        var folder = Path.of("target", "fuzz", target.name());
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        int number = 0;
        for (var seed : target.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        var said = folder.resolve("said.txt");
        var begin = Instant.now();
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + JazzerEntry.class.getName(),
                        "--target_args=" + target.name(),
                        "--instrumentation_includes=io.sessionwarden.**",
                        "--trace=cov",
                        "--disabled_hooks=" + WITHOUT,
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + File.separator,
                        "-runs=" + RUNS,
                        "-timeout=" + LONGEST,
                        "-max_len=" + LARGEST,
                        "-rss_limit_mb=3000",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        System.out.printf(
                "| %s | %s | %d | %s | %s |%n",
                target.name(),
                RUNS,
                Duration.between(begin, Instant.now()).toSeconds(),
                coverage(said),
                exit == 0 ? "nothing" : "exit " + exit + ", see " + said);
        return exit == 0;
    }

    private static String coverage(Path said) throws IOException {
        var all = COVERAGE.matcher(Files.readString(said));
        var last = "-";
        while (all.find()) {
            last = all.group(1);
        }
        return last;
    }
}
