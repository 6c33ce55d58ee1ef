package io.sessionwarden.policy.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.globalOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.drools.model.Global;
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
    private static final String SAID = "said";

    private final KieBase base;
    private final List<Rule> rules;

    private RuleBase(KieBase base, List<Rule> rules) {
        this.base = base;
        this.rules = List.copyOf(rules);
    }

    static RuleBase of(List<Rule> rules) {
        var model = new ModelImpl();
        var said = globalOf(Said.class, PACKAGE, SAID);
        model.addGlobal(said);
        rules.forEach(rule -> model.addRule(engineRule(rule, said)));
        var base = new RuleBase(KieBaseBuilder.createKieBaseFromModel(model), rules);
        // The engine loads half its classes with the first session: better now than within the first batch's time
        // limit.
        base.judge(List.of());
        return base;
    }

    private static org.drools.model.Rule engineRule(Rule rule, Global<Said> said) {
        var request = declarationOf(ResetRequest.class, "request");
        var conditions = pattern(request);
        // The engine shares a condition between rules by this name: one meaning, one name.
        rule.conditions()
                .forEach(condition ->
                        conditions.expr(condition.expression().text(), asked -> rule.holds(condition, asked)));
        return rule(PACKAGE, rule.title())
                .build(
                        conditions,
                        on(request, said)
                                .execute((ResetRequest asked, Said outcomes) -> outcomes.add(asked, rule.say(asked))));
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
        var said = new Said(requests.size());
        var session = base.newKieSession();
        try {
            session.setGlobal(SAID, said);
            requests.forEach(session::insert);
            session.fireAllRules(requests.size() * rules.size());
        } finally {
            session.dispose();
        }
        return requests.stream().map(said::of).toList();
    }

    /** What has been said in one session. Confined to the thread that runs it. */
    static final class Said {

        /** By identity: two equal questions are still two. */
        private final IdentityHashMap<ResetRequest, List<RuleOutcome>> outcomes;

        Said(int requests) {
            this.outcomes = new IdentityHashMap<>(requests);
        }

        void add(ResetRequest request, RuleOutcome outcome) {
            outcomes.computeIfAbsent(request, asked -> new ArrayList<>()).add(outcome);
        }

        List<RuleOutcome> of(ResetRequest request) {
            return List.copyOf(outcomes.getOrDefault(request, List.of()));
        }
    }
}
