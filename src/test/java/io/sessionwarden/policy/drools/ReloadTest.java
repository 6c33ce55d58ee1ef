package io.sessionwarden.policy.drools;

import static io.sessionwarden.fake.Questions.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People edit rules for months while the warden runs: nothing of an earlier edition may stay behind. */
@Tag("slow")
class ReloadTest {

    private static final int RELOADS = 200;
    private static final long MEGABYTE = 1 << 20;

    private final BatchRunner runner = new BatchRunner(DroolsResetPolicy.TIME_LIMIT);

    @Test
    void twoHundredReloadsOfTheShippedRulesGrowMetaspaceByLessThanTenMegabytesAndTakeUnderASecondEach()
            throws PolicyException {
        reloads(20);
        long before = metaspace();
        var times = reloads(RELOADS);
        long grown = metaspace() - before;
        System.out.printf(
                "BENCHMARK reload of the shipped rules: p50 %d ms, longest %d ms; metaspace +%d KB after %d reloads%n",
                times.get(RELOADS / 2).toMillis(), times.get(RELOADS - 1).toMillis(), grown / 1024, RELOADS);
        assertThat(grown).isLessThan(10 * MEGABYTE);
        assertThat(times.get(RELOADS / 2)).isLessThan(Duration.ofSeconds(1));
    }

    /** From the files on disk to the first decision, shortest first. */
    private List<Duration> reloads(int count) throws PolicyException {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            var policy = DroolsResetPolicy.of(PolicyFiles.read(List.of(Path.of("rules"))), runner);
            assertThat(policy.decide(about().ask()).word()).isEqualTo("deny");
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(policy.warnings()).noneMatch(PolicyProblem::isError);
        }
        return times.stream().sorted().toList();
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
