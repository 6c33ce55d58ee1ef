package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Tries a policy on the values at which its rules and tables change their minds. A guarantee holds whatever the tables
 * say, because every field is tried with every value, also where the tables of today would not give it that one.
 */
public final class GuaranteeRun {

    /** How long a run may take before it falls back to pairs of values, which takes some seconds more. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Guarantee> guarantees;
    private final TriedPolicy tried;
    private final Search search;

    private GuaranteeRun(OpenPolicy policy, Duration limit, LongSupplier nanoTime) throws PolicyException {
        this.guarantees = GuaranteeReader.read(policy);
        var others = new ArrayList<>(Analysis.conditions(policy));
        guarantees.forEach(guarantee -> others.addAll(guarantee.conditions()));
        this.tried = new TriedPolicy(policy, others);
        long begin = nanoTime.getAsLong();
        this.search = new Search(tried.boundaries(), () -> nanoTime.getAsLong() - begin > limit.toNanos());
    }

    /**
     * How the policy's guarantees fare, in the order of their file. Changes nothing; may be called by any thread.
     *
     * @throws PolicyException where the file of guarantees cannot be read, with everything that is wrong
     */
    public static List<Trial> trials(OpenPolicy policy) throws PolicyException {
        return new GuaranteeRun(policy, LIMIT, System::nanoTime).trials();
    }

    /**
     * How the guarantees fare, and what else trying the policy shows. Changes nothing; may be called by any thread.
     *
     * @throws PolicyException where the file of guarantees cannot be read, with everything that is wrong
     */
    public static GuaranteeReport of(OpenPolicy policy) throws PolicyException {
        return of(policy, LIMIT, System::nanoTime);
    }

    /**
     * Likewise.
     *
     * @param limit how long it may take; what was not covered by then is told
     * @param nanoTime as {@link System#nanoTime}
     */
    static GuaranteeReport of(OpenPolicy policy, Duration limit, LongSupplier nanoTime) throws PolicyException {
        var run = new GuaranteeRun(policy, limit, nanoTime);
        var trials = run.trials();
        var analysis = new Analysis(policy, run.tried, run.search);
        var idle = analysis.idleRules();
        return new GuaranteeReport(
                policy.revision(), OrdinaryQuestion.IN_WORDS, trials, idle, analysis.gap(), run.search.cut());
    }

    private List<Trial> trials() {
        return guarantees.stream().map(this::trial).toList();
    }

    /** One way in which a word comes out: by that rule, or because no rule says anything. */
    private record Way(Optional<RuleView> rule, List<Claim> claims) {}

    private Trial trial(Guarantee guarantee) {
        var when = tried.meets(guarantee.conditions());
        var ways = ways(guarantee);
        var found = new ArrayList<Counterexample>();
        var fields = new TreeSet<>(Claim.fieldsOf(when));
        for (var way : ways) {
            fields.addAll(Claim.fieldsOf(way.claims()));
            search.simplest(Stream.concat(when.stream(), way.claims().stream()).toList())
                    .map(fact -> tried.counterexample(tried.fact(fact), way.rule(), guarantee.conditions()))
                    .ifPresent(found::add);
        }
        var combinations = tried.boundaries().combinations(fields);
        boolean idle = search.find(when).isEmpty() && !search.cut();
        if (search.cut() && found.isEmpty()) {
            var pairs = new PairTrial(tried, guarantee, List.copyOf(fields));
            return new Trial(guarantee, fields.size(), combinations, pairs.tried(), idle, pairs.broken());
        }
        var simplest =
                found.stream().min(Comparator.comparingInt(one -> one.telling().size()));
        var covered = search.cut() ? BigInteger.valueOf(found.size()) : combinations;
        return new Trial(guarantee, fields.size(), combinations, covered, idle, simplest);
    }

    private List<Way> ways(Guarantee guarantee) {
        var ways = new ArrayList<Way>();
        tried.counting().stream()
                .filter(rule -> guarantee.never().contains(rule.weight()))
                .forEach(rule -> ways.add(new Way(Optional.of(rule), tried.decides(rule))));
        if (guarantee.never().contains(Effect.DENY)) {
            ways.add(new Way(Optional.empty(), tried.nothingSaid()));
        }
        return ways;
    }
}
