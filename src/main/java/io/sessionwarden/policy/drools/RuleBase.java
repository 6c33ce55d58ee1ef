package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import io.sessionwarden.policy.RuleOutcome;
import java.util.ArrayList;
import java.util.List;
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

    private final KieBase base;
    private final List<Rule> rules;

    private RuleBase(KieBase base, List<Rule> rules) {
        this.base = base;
        this.rules = List.copyOf(rules);
    }

    static RuleBase of(List<Rule> rules) {
        var base = new RuleBase(KieBaseBuilder.createKieBaseFromModel(RuleNetwork.of(rules)), rules);
        // The engine loads half its classes with the first session: better now than within the first batch's time
        // limit.
        base.judge(List.of());
        return base;
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
        return asked.stream().map(one -> List.copyOf(one.outcomes())).toList();
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
