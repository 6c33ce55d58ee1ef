package io.sessionwarden.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The invariants over many seeds: 200 in the ordinary build, {@code mvn test -Dtest=SimulationTest -Dsimulation.seeds=10000}
 * for many more, from {@code -Dsimulation.first=N} on; {@code -Dsimulation.seed=N} for one of them again, with all that
 * happened.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 0);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);
    private static final int SEEDS_TO_FIND_A_BUG = 300;
    private static final int LINES = 200;

    private static final List<Policies.Edition> POLICIES = new Policies().all();

    @Test
    void everyInvariantHoldsWhateverHappens() {
        var only = Long.getLong("simulation.seed");
        var tally = new TreeMap<String, Long>();
        long acts = 0;
        long first = only == null ? FIRST : only;
        long last = only == null ? FIRST + SEEDS - 1 : only;
        for (long seed = first; seed <= last; seed++) {
            var simulation = new Simulation(seed, POLICIES, Set.of());
            try {
                simulation.run();
            } catch (Throwable e) {
                fail(story(seed, simulation), e);
            }
            if (only != null) {
                System.out.println(String.join("\n", simulation.log()));
            }
            acts += simulation.acts();
            simulation.tally().forEach((end, count) -> tally.merge(end, count, Long::sum));
        }
        System.out.println("simulated seeds " + first + " to " + last + ": " + acts + " acts; cycles " + tally);
        assertThat(only != null || tally.keySet().containsAll(List.of("HEALED", "ESCALATED", "UNKNOWN", "WITHDRAWN")))
                .as("whatever can become of a cycle does: %s", tally)
                .isTrue();
    }

    private static String story(long seed, Simulation simulation) {
        var log = simulation.log();
        return "seed " + seed + " (again: mvn test -Dtest=SimulationTest -Dsimulation.seed=" + seed + ")\n"
                + String.join("\n", log.subList(Math.max(0, log.size() - LINES), log.size()));
    }

    @Test
    void oneSeedTakesOneCourse() {
        var once = new Simulation(7, POLICIES, Set.of()).run();
        var again = new Simulation(7, POLICIES, Set.of()).run();
        assertThat(again.log()).isEqualTo(once.log());
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aPlantedBugBreaksItsInvariant(Bug bug) {
        for (long seed = 0; seed < SEEDS_TO_FIND_A_BUG; seed++) {
            try {
                new Simulation(seed, POLICIES, EnumSet.of(bug)).run();
            } catch (Invariant.Broken e) {
                assertThat(e.invariant()).isEqualTo(bug.breaks);
                return;
            }
        }
        fail(bug + " was not found in " + SEEDS_TO_FIND_A_BUG + " seeds");
    }
}
