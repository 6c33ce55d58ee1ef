package io.sessionwarden.policy.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.drools.Expression.Both;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * Rules in the form that Drools' engine runs: its executable model, built from checked rules directly. Nothing is
 * translated to Java on the way and nothing is compiled, so a rule can do no more than its expressions can, and a folder
 * of rules is ready in a fraction of the time that generated classes take.
 *
 * <p>Safe for use by several threads; each call has a session of its own.
 */
final class RuleBase {

    private static final String PACKAGE = "rules";

    private final KieBase base;
    private final List<Rule> rules;

    private RuleBase(KieBase base, List<Rule> rules) {
        this.base = base;
        this.rules = List.copyOf(rules);
    }

    static RuleBase of(List<Rule> rules) {
        var model = new ModelImpl();
        var beginnings = beginnings(rules);
        rules.forEach(rule -> model.addRule(engineRule(rule, beginnings)));
        var base = new RuleBase(KieBaseBuilder.createKieBaseFromModel(model), rules);
        // The engine loads half its classes with the first session: better now than within the first batch's time
        // limit.
        base.judge(List.of());
        return base;
    }

    /** How many rules begin with these conditions. */
    private static Map<List<String>, Integer> beginnings(List<Rule> rules) {
        var beginnings = new HashMap<List<String>, Integer>();
        for (var rule : rules) {
            var names = rule.conditions().stream()
                    .map(condition -> condition.expression().text())
                    .toList();
            for (int length = 1; length <= names.size(); length++) {
                beginnings.merge(names.subList(0, length), 1, Integer::sum);
            }
        }
        return beginnings;
    }

    /**
     * A rule for the engine. Conditions that other rules begin with as well are nodes of their own, which the engine evaluates
     * once for all of these rules; what follows them is one node, because a node costs more than a condition.
     */
    private static org.drools.model.Rule engineRule(Rule rule, Map<List<String>, Integer> beginnings) {
        var fact = declarationOf(Asked.class, "asked");
        var nodes = pattern(fact);
        var expressions = rule.conditions().stream().map(Condition::expression).toList();
        var names = expressions.stream().map(Expression::text).toList();
        int shared = 0;
        while (shared < names.size() && beginnings.getOrDefault(names.subList(0, shared + 1), 0) > 1) {
            expect(nodes, rule, expressions.get(shared));
            shared++;
        }
        expressions.stream().skip(shared).reduce(Both::new).ifPresent(rest -> expect(nodes, rule, rest));
        return rule(PACKAGE, rule.title())
                .build(nodes, on(fact).execute(asked -> asked.outcomes().add(rule.say(asked.request()))));
    }

    /** The engine shares a node between rules by its name: one meaning, one name. */
    private static void expect(PatternDef<Asked> nodes, Rule rule, Expression condition) {
        nodes.expr(condition.text(), asked -> rule.holds(condition, asked.request()));
    }

    /** In the order that they were read in. */
    List<Rule> rules() {
        return rules;
    }

    /**
     * What the rules say of each request, in the same order. Requests do not see each other.
     *
     * @throws RuntimeException where a rule cannot be evaluated; then nothing can be concluded for any of them
     */
    List<List<RuleOutcome>> judge(List<ResetRequest> requests) {
        var asked = requests.stream().map(Asked::new).toList();
        var session = base.newKieSession();
        try {
            asked.forEach(session::insert);
            session.fireAllRules(requests.size() * rules.size());
        } finally {
            session.dispose();
        }
        return asked.stream().map(Asked::outcomes).toList();
    }

    /** One request and what has been said of it: the fact that the engine sees. Confined to the thread that judges it. */
    static final class Asked {

        private final ResetRequest request;
        private final List<RuleOutcome> outcomes = new ArrayList<>();

        Asked(ResetRequest request) {
            this.request = request;
        }

        ResetRequest request() {
            return request;
        }

        List<RuleOutcome> outcomes() {
            return outcomes;
        }
    }
}
