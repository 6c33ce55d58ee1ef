package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.guarantee.Trial.Counterexample;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Tries a policy on the values at which its rules and tables change their minds. A guarantee holds whatever the tables
 * say, because every field is tried with every value, also where the tables of today would not give it that one.
 */
public final class GuaranteeRun {

    /** How long a run may take where nothing else is said. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String SICK_FOR_A_DAY =
            "automatic, kind == USER, state != Unknown, state != Listen, !wardensOwn, symptom != \"\", sickSeconds >= 86400";

    private final OpenPolicy policy;
    private final List<Guarantee> guarantees;
    private final List<RuleView> counting;
    private final List<ConditionView> sickForADay;
    private final Boundaries boundaries;
    private final BooleanSupplier late;
    private boolean cut;

    private GuaranteeRun(OpenPolicy policy, BooleanSupplier late) throws PolicyException {
        this.policy = policy;
        this.late = late;
        this.guarantees = GuaranteeReader.read(policy);
        this.sickForADay = policy.conditions(SICK_FOR_A_DAY);
        this.counting = Stream.concat(builtIn(policy).stream(), policy.rules().stream())
                .filter(RuleView::counts)
                .toList();
        var conditions = new ArrayList<>(sickForADay);
        guarantees.forEach(guarantee -> conditions.addAll(guarantee.conditions()));
        policy.rules().forEach(rule -> conditions.addAll(rule.conditions()));
        this.boundaries = Boundaries.of(conditions, policy.tableValues());
    }

    /**
     * Tries everything. Changes nothing; may be called by any thread.
     *
     * @param limit how long it may take; what was not covered by then is told
     * @param nanoTime as {@link System#nanoTime}
     * @throws PolicyException where the file of guarantees cannot be read, with everything that is wrong
     */
    public static GuaranteeReport of(OpenPolicy policy, Duration limit, LongSupplier nanoTime) throws PolicyException {
        long begin = nanoTime.getAsLong();
        return new GuaranteeRun(policy, () -> nanoTime.getAsLong() - begin > limit.toNanos()).report();
    }

    private GuaranteeReport report() {
        var trials = guarantees.stream().map(this::trial).toList();
        var neverFire = policy.rules().stream()
                .filter(rule -> provenAbsent(search(rule.conditions(), List.of())))
                .toList();
        var shadowed = counting.stream()
                .filter(policy.rules()::contains)
                .filter(rule -> !neverFire.contains(rule))
                .filter(rule -> provenAbsent(search(rule.conditions(), strongerThan(rule.weight()))))
                .toList();
        var gap = search(sickForADay, counting)
                .find()
                .map(fact -> Counterexample.of(fact, Effect.DENY.word(), Decision.DEFAULT_DENY, boundaries));
        return new GuaranteeReport(policy.revision(), trials, neverFire, shadowed, gap, cut);
    }

    private boolean provenAbsent(Search search) {
        boolean found = search.find().isPresent();
        cut |= search.cut();
        return !found && !search.cut();
    }

    /** Every way in which one of the words could come out is looked for. */
    private Trial trial(Guarantee guarantee) {
        var fields = new HashSet<String>();
        long looked = 0;
        boolean cutHere = false;
        for (var way : ways(guarantee)) {
            var search = search(way.must(), way.mustNot());
            var found = search.find();
            fields.addAll(search.fields());
            looked += search.looked();
            cutHere |= search.cut();
            if (found.isPresent()) {
                var broken = Counterexample.of(found.get(), way.word().word(), way.by(), boundaries);
                return trial(guarantee, fields, looked, cutHere, Optional.of(broken));
            }
        }
        cut |= cutHere;
        return trial(guarantee, fields, looked, cutHere, Optional.empty());
    }

    private Trial trial(
            Guarantee guarantee, Set<String> fields, long looked, boolean cutHere, Optional<Counterexample> broken) {
        BigInteger combinations = Search.combinations(boundaries, fields);
        return new Trial(guarantee, combinations, fields.size(), looked, cutHere, broken);
    }

    /** One way in which a word comes out: these conditions hold, and none of these rules applies. */
    private record Way(Effect word, String by, List<ConditionView> must, List<RuleView> mustNot) {}

    private List<Way> ways(Guarantee guarantee) {
        var ways = new ArrayList<Way>();
        for (var word : guarantee.never()) {
            counting.stream().filter(rule -> rule.weight() == word).forEach(rule -> {
                var must = new ArrayList<>(guarantee.conditions());
                must.addAll(rule.conditions());
                ways.add(new Way(word, rule.title(), must, strongerThan(word)));
            });
            if (word == Effect.DENY) {
                ways.add(new Way(word, Decision.DEFAULT_DENY, guarantee.conditions(), counting));
            }
        }
        return ways;
    }

    private List<RuleView> strongerThan(Effect word) {
        return counting.stream()
                .filter(rule -> rule.weight().compareTo(word) < 0)
                .toList();
    }

    private Search search(List<ConditionView> must, List<RuleView> mustNot) {
        return new Search(boundaries, late, must, mustNot);
    }

    /** What the program itself never resets, in the form of rules. */
    private static List<RuleView> builtIn(OpenPolicy policy) throws PolicyException {
        var rules = new ArrayList<RuleView>();
        for (var condition : List.of("kind != USER", "state in (Unknown, Listen)", "wardensOwn")) {
            rules.add(new RuleView(Decision.NEVER, "", 0, Effect.DENY, Mode.ENFORCE, policy.conditions(condition)));
        }
        return rules;
    }

    /** What the policy comes to for a fact, as the searches take it; nothing where no rule says anything. */
    static Optional<Effect> word(OpenPolicy policy, ResetRequest request) throws PolicyException {
        return Stream.concat(builtIn(policy).stream(), policy.rules().stream())
                .filter(RuleView::counts)
                .filter(rule -> rule.applies(request))
                .map(RuleView::weight)
                .min(Effect::compareTo);
    }
}
