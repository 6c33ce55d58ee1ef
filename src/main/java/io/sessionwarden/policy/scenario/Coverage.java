package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleView;
import java.util.ArrayList;
import java.util.List;

/**
 * What scenarios leave untried. A condition is tried where the rule's other conditions all hold, so that the rule hangs
 * on it alone: once with it true, so that the rule fires, and once with it false.
 *
 * @param rules how many rules there are
 * @param conditions how many conditions they have together
 * @param neverFired the rules that no scenario makes fire
 * @param neverDecided the conditions that fire in some scenario and are false in none where the rule hangs on them
 */
public record Coverage(int rules, int conditions, List<RuleView> neverFired, List<Untried> neverDecided) {

    public Coverage {
        neverFired = List.copyOf(neverFired);
        neverDecided = List.copyOf(neverDecided);
    }

    /** One condition of a rule. */
    public record Untried(RuleView rule, String condition) {}

    /** What these facts leave untried of these rules. */
    static Coverage of(List<RuleView> rules, List<ResetRequest> facts) {
        var neverFired = new ArrayList<RuleView>();
        var neverDecided = new ArrayList<Untried>();
        int conditions = 0;
        for (var rule : rules) {
            conditions += rule.conditions().size();
            var failing = facts.stream().map(fact -> failing(rule, fact)).toList();
            if (failing.stream().noneMatch(List::isEmpty)) {
                neverFired.add(rule);
                continue;
            }
            for (int i = 0; i < rule.conditions().size(); i++) {
                if (!failing.contains(List.of(i))) {
                    neverDecided.add(new Untried(rule, rule.conditions().get(i).text()));
                }
            }
        }
        return new Coverage(rules.size(), conditions, neverFired, neverDecided);
    }

    /** The places of the conditions that do not hold, up to two: from two on, none of them decides. */
    private static List<Integer> failing(RuleView rule, ResetRequest fact) {
        var failing = new ArrayList<Integer>();
        for (int i = 0; i < rule.conditions().size() && failing.size() < 2; i++) {
            if (!holds(rule, i, fact)) {
                failing.add(i);
            }
        }
        return failing;
    }

    /** What cannot be evaluated holds nothing. */
    private static boolean holds(RuleView rule, int condition, ResetRequest fact) {
        try {
            return rule.conditions().get(condition).holds(fact);
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
