package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy in the form in which it is tried: what must be so of a fact for a rule to have its way, and what the policy says of
 * a fact. What the program itself never resets stands beside the rules as if it were one. For one thread.
 */
final class TriedPolicy {

    private static final List<String> NEVER_RESET = List.of("kind != USER", "state in (Unknown, Listen)", "wardensOwn");
    private static final String NO_RULE = "no rule, for none says anything";

    private final OpenPolicy policy;
    private final Question question;
    private final Boundaries boundaries;
    private final Claims claims;
    private final List<RuleView> counting;
    private final List<RuleView> faulty;

    /**
     * @param others conditions that are tried besides those of the rules
     */
    TriedPolicy(OpenPolicy policy, Collection<ConditionView> others) throws PolicyException {
        this.policy = policy;
        this.question = OrdinaryQuestion.ask();
        var neverReset = new ArrayList<RuleView>();
        for (var condition : NEVER_RESET) {
            neverReset.add(
                    new RuleView(Decision.NEVER, "", 0, Effect.DENY, Mode.ENFORCE, policy.conditions(condition)));
        }
        this.counting = Stream.concat(policy.rules().stream(), neverReset.stream())
                .filter(RuleView::counts)
                .toList();
        var conditions = new ArrayList<>(others);
        neverReset.forEach(rule -> conditions.addAll(rule.conditions()));
        policy.rules().forEach(rule -> conditions.addAll(rule.conditions()));
        this.boundaries = Boundaries.of(conditions, policy.tableValues(), policy.complete(question));
        this.claims = new Claims(boundaries);
        this.faulty = policy.rules().stream().filter(claims::mayFail).toList();
    }

    Boundaries boundaries() {
        return boundaries;
    }

    /** The rules that count, and what the program itself never resets. */
    List<RuleView> counting() {
        return counting;
    }

    /** These conditions hold. */
    List<Claim> meets(List<ConditionView> conditions) {
        return claims.hold(conditions);
    }

    /** The rule applies, nothing stronger is said, and every other rule can be evaluated: so its word comes out. */
    List<Claim> decides(RuleView rule) {
        var all = new ArrayList<>(claims.hold(rule.conditions()));
        all.addAll(silent(strongerThan(rule)));
        return all;
    }

    /** The rules whose word beats that of this one. */
    List<RuleView> strongerThan(RuleView rule) {
        return counting.stream()
                .filter(other -> other.weight().compareTo(rule.weight()) < 0)
                .toList();
    }

    /** One rule applies and the other does not. */
    List<Claim> appliesWithout(RuleView rule, RuleView other) {
        var all = new ArrayList<>(claims.hold(rule.conditions()));
        all.add(claims.silent(other));
        return all;
    }

    /** No rule says anything. */
    List<Claim> nothingSaid() {
        return silent(counting);
    }

    private List<Claim> silent(List<RuleView> rules) {
        return Stream.concat(
                        rules.stream().map(claims::silent),
                        faulty.stream().filter(rule -> !rules.contains(rule)).map(claims::sound))
                .toList();
    }

    /** The rules that say what the policy says of a fact; nothing where none does, or where one cannot be evaluated. */
    Optional<RuleView> deciding(ResetRequest fact) {
        return counting.stream()
                .filter(rule -> rule.applies(fact))
                .min((one, other) -> one.weight().compareTo(other.weight()));
    }

    /** A fact by the numbers of its values. */
    ResetRequest fact(Domains domains) {
        return boundaries.fact(domains::first);
    }

    /**
     * The fact as a counterexample, put to the policy itself as well.
     *
     * @param rule the rule that is thought to decide; nothing where none says anything
     * @param asked conditions whose fields are told in any case
     */
    Counterexample counterexample(ResetRequest fact, Optional<RuleView> rule, List<ConditionView> asked) {
        var says = rule.map(RuleView::weight).orElse(Effect.DENY).word();
        var answered = policy.judge(question, fact);
        boolean agreed = answered.word().equals(says)
                && (rule.isPresent() || answered.reasons().get(0).rule().equals(Decision.DEFAULT_DENY));
        return new Counterexample(
                fact,
                says,
                rule.map(TriedPolicy::told).orElse(NO_RULE),
                telling(fact, asked),
                agreed
                        ? Optional.empty()
                        : Optional.of(
                                answered.word() + ": " + answered.reasons().get(0)));
    }

    /** A rule by its title and place. */
    static String told(RuleView rule) {
        return "\"" + rule.title() + "\"" + (rule.file().isEmpty() ? "" : " (" + rule.place() + ")");
    }

    private List<String> telling(ResetRequest fact, List<ConditionView> asked) {
        var named = new HashSet<String>();
        asked.forEach(condition -> named.addAll(condition.fields()));
        var telling = new ArrayList<String>();
        for (var field : boundaries.fields()) {
            var value = field.value(fact);
            if (named.contains(field.name()) || !value.equals(boundaries.ordinary(field.name()))) {
                telling.add(field.condition(value));
            }
        }
        return telling;
    }
}
