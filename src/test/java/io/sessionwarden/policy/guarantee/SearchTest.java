package io.sessionwarden.policy.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.PolicyFolders;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.drools.DroolsResetPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search against trying everything, and what it takes rules to say against what they say. */
class SearchTest {

    private static final List<String> TESTS = List.of(
            "automatic",
            "standing",
            "wardensOwn",
            "kind == CONSOLE",
            "kind in (USER, SERVICES)",
            "observations < runningResets",
            "observations >= 2",
            "runningResets == 1",
            "observations + runningResets > 3",
            "6 / observations > 2",
            "standing == automatic");

    @TempDir
    Path temp;

    @Test
    void findsWhatTryingEverythingFindsAndNothingElse() throws PolicyException {
        int found = 0;
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var policy = policy(random, temp.resolve(String.valueOf(seed)));
            var tried = new TriedPolicy(policy, List.of());
            for (var rule : policy.rules()) {
                var search = new Search(tried.boundaries(), () -> false);
                var simplest = search.simplest(tried.decides(rule)).map(tried::fact);
                assertThat(simplest.isPresent())
                        .as("seed %d, rule %s", seed, rule)
                        .isEqualTo(facts(tried).stream().anyMatch(fact -> decides(tried, rule, fact)));
                assertThat(simplest.stream())
                        .as("seed %d, rule %s", seed, rule)
                        .allMatch(fact -> decides(tried, rule, fact));
                found += simplest.isPresent() ? 1 : 0;
            }
        }
        assertThat(found).isBetween(50, 200);
    }

    /** Four rules about six fields, each of one to three conditions that are put together at random. */
    private static OpenPolicy policy(Random random, Path folder) {
        var words = List.of("permit( \"x\" )", "deny( \"x\" )", "ask( \"x\" )", "defer( 5, \"x\" )");
        var rules = IntStream.range(0, 4)
                .mapToObj(i -> "rule \"R" + i + "\" when ResetRequest( "
                        + IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(j -> condition(random, 2))
                                .collect(Collectors.joining(", "))
                        + " ) then " + words.get(random.nextInt(words.size())) + "; end")
                .collect(Collectors.joining("\n"));
        try {
            return PolicyFolders.withRules(folder, rules).open();
        } catch (AssertionError e) {
            // Conditions that exclude each other are refused: another policy, then.
            return policy(random, folder.resolve("again"));
        }
    }

    private static String condition(Random random, int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(5);
        return switch (choice) {
            case 1 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 2 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 3 -> "!(" + condition(random, depth - 1) + ")";
            default -> TESTS.get(random.nextInt(TESTS.size()));
        };
    }

    /** Every combination of the values of the fields that the conditions are about. */
    private static List<ResetRequest> facts(TriedPolicy tried) {
        var combinations = List.of(Map.<Integer, Integer>of());
        for (var field : List.of("automatic", "standing", "wardensOwn", "kind", "observations", "runningResets")) {
            int place = Boundaries.place(field);
            var more = new ArrayList<Map<Integer, Integer>>();
            for (var combination : combinations) {
                for (int i = 0; i < tried.boundaries().values().get(place).size(); i++) {
                    var another = new HashMap<>(combination);
                    another.put(place, i);
                    more.add(another);
                }
            }
            combinations = more;
        }
        return combinations.stream()
                .map(chosen -> tried.boundaries().fact(place -> chosen.getOrDefault(place, 0)))
                .toList();
    }

    private static boolean decides(TriedPolicy tried, RuleView rule, ResetRequest fact) {
        try {
            return rule.applies(fact)
                    && tried.deciding(fact).map(RuleView::weight).equals(Optional.of(rule.weight()));
        } catch (ArithmeticException e) {
            return false;
        }
    }

    @Test
    void rulesAreTakenToSayWhatTheySay() throws PolicyException {
        var policy = DroolsResetPolicy.open(List.of(Path.of("rules")));
        var tried = new TriedPolicy(policy, List.of());
        var all = Domains.all(tried.boundaries());
        var fields =
                IntStream.range(0, tried.boundaries().fields().size()).boxed().toList();
        var words = new HashSet<String>();
        Pairs.of(all, fields).limit(3000).forEach(chosen -> {
            var fact = tried.boundaries().fact(chosen::get);
            var found = tried.counterexample(fact, tried.deciding(fact), List.of());
            assertThat(found.doubt()).as(found.toString()).isEmpty();
            words.add(found.says());
        });
        assertThat(words).contains("deny", "permit");
    }

    @Test
    void eachFieldIsTriedWithWhateverItIsComparedWithOverAllSteps() {
        var policy = PolicyFolders.withRules(temp, """
                rule "R" when ResetRequest( sickSeconds < idleSeconds, idleSeconds < ageSeconds, ageSeconds != 7777,
                    observations < 2147483647, logonName != "eve", symptom != DOWN )
                then permit( "x" ); end
                """).open();
        var values = Boundaries.of(
                policy.rules().get(0).conditions(),
                Map.of("runningLimit", Set.of(7L)),
                policy.complete(OrdinaryQuestion.ask()));
        assertThat(tried(values, "sickSeconds")).containsExactly(0L, 7776L, 7777L, 7778L);
        assertThat(tried(values, "runningLimit")).containsExactly(4L, 0L, 6L, 7L, 8L, -1L);
        assertThat(tried(values, "observations"))
                .contains(2147483646L, 2147483647L)
                .doesNotContain(2147483648L);
        assertThat(tried(values, "logonName")).containsExactly("ann", "", "eve", "another");
        assertThat(tried(values, "symptom")).containsExactly("", "DOWN", "ANOTHER");
        assertThat(tried(values, "standing")).containsExactly(false, true);
    }

    private static List<Object> tried(Boundaries boundaries, String field) {
        return boundaries.values().get(Boundaries.place(field));
    }

    @Test
    void everyPairOfValuesStandsTogether() throws PolicyException {
        var tried = new TriedPolicy(DroolsResetPolicy.open(List.of(Path.of("rules"))), List.of());
        var all = Domains.all(tried.boundaries());
        var fields = List.of("automatic", "state", "symptom", "sickSeconds", "runningLimit").stream()
                .map(Boundaries::place)
                .toList();
        var combinations = Pairs.of(all, fields).toList();
        for (int one : fields) {
            for (int other : fields) {
                if (one != other) {
                    assertThat(combinations.stream()
                                    .map(chosen -> List.of(chosen.get(one), chosen.get(other)))
                                    .distinct())
                            .hasSize(all.count(one) * all.count(other));
                }
            }
        }
    }
}
