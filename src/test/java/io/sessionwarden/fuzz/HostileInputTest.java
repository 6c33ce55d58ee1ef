package io.sessionwarden.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dfuzz.mutants=N} tries so many of each, {@code -Dfuzz.seed=N} other ones, {@code -Dfuzz.only=NAME} one parser. */
class HostileInputTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 150);
    private static final long SEED = Long.getLong("fuzz.seed", 20261129);

    /** Far above what any takes, even on a busy machine, and far below what backtracking would. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int LONGEST_TEXT = 100_000;

    static Stream<FuzzTarget> targets() {
        var only = System.getProperty("fuzz.only", "");
        return FuzzTargets.all().stream()
                .filter(target -> only.isEmpty() || target.name().equals(only));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(600)
    void nothingComesOfItButWhatMay(FuzzTarget target) {
        target.seeds().forEach(seed -> tried(target, seed));
        var mutants = new Mutants(target.seeds(), SEED);
        for (int i = 0; i < MUTANTS; i++) {
            tried(target, mutants.next());
        }
    }

    private static void tried(FuzzTarget target, byte[] bytes) {
        long begin = System.nanoTime();
        try {
            target.on(bytes, LONGEST_TEXT);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    target.name() + " fails on " + shown(bytes) + ": " + e + "\nas Base64: "
                            + Base64.getEncoder().encodeToString(bytes),
                    e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("how long %s takes with %s", target.name(), shown(bytes))
                .isLessThan(LONGEST);
    }

    private static String shown(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() <= 500 ? text : text.substring(0, 500) + "...";
    }
}
