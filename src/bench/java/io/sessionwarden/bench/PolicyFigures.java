package io.sessionwarden.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures {@link PolicyBenchmark}, once under the flags that {@code bin/warden} starts the watchdog with and once under the
 * JVM's own compiler settings, and prints the figures side by side.
 */
public final class PolicyFigures {

    private static final Path LAUNCHER = Path.of("src/main/dist/bin/warden");
    private static final String FLAGS = "watchdog=\"";
    private static final List<String> JVM_DEFAULT = List.of("-XX:+UseSerialGC", "-Xmx256m");
    private static final String RULES = "Rules.decide";
    private static final String RELOAD = "Reload.reload";

    private PolicyFigures() {}

    /** What one run measured, by the benchmark's name. */
    private record Scores(Map<String, Double> all) {

        private double of(String benchmark) {
            return Objects.requireNonNull(all.get(benchmark), benchmark);
        }
    }

    public static void main(String[] args) throws Exception {
        var answers = SameAnswers.check();
        var shipped = measure(flags());
        var byDefault = measure(JVM_DEFAULT);
        System.out.println();
        System.out.println(PolicyBenchmark.QUESTIONS + " questions, the same answers from all: " + answers);
        System.out.println();
        System.out.println("| " + "decides | flags of bin/warden | the JVM's own flags | rules against it |");
        System.out.println("|---|---|---|---|");
        for (var way : List.of(RULES, "PlainJava.decide", "Cedar.decide")) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f/s | %,.0f/s | %s |%n",
                    way.replace(".decide", ""),
                    shipped.of(way),
                    byDefault.of(way),
                    ratio(shipped.of(RULES) / shipped.of(way)));
        }
        System.out.printf(
                Locale.ROOT,
                "%nreload of the shipped rules: %.1f ms, %.1f ms%n",
                shipped.of(RELOAD),
                byDefault.of(RELOAD));
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f times" : "%.0f times", ratio);
    }

    /** What the launcher starts the watchdog with. */
    private static List<String> flags() throws IOException {
        return Files.readAllLines(LAUNCHER).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(FLAGS))
                .flatMap(line -> Stream.of(
                        line.substring(FLAGS.length(), line.length() - 1).split(" ")))
                .toList();
    }

    private static Scores measure(List<String> flags) throws RunnerException {
        var options = new OptionsBuilder()
                .include(PolicyBenchmark.class.getName().replace(".", "\\."))
                .forks(1)
                .threads(1)
                .warmupIterations(6)
                .warmupTime(TimeValue.seconds(5))
                .measurementIterations(10)
                .measurementTime(TimeValue.seconds(2))
                .jvmArgs(flags.toArray(String[]::new))
                .build();
        return scores(new Runner(options).run());
    }

    private static Scores scores(Collection<RunResult> results) {
        var scores = new TreeMap<String, Double>();
        for (var result : results) {
            var benchmark = result.getParams().getBenchmark();
            scores.put(
                    benchmark.substring(benchmark.indexOf('$') + 1).replace(PolicyBenchmark.class.getName() + ".", ""),
                    result.getPrimaryResult().getScore());
        }
        return new Scores(scores);
    }
}
