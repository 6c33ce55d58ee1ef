package io.sessionwarden.policy.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;

/**
 * How the rules are laid out for the engine. Going from node to node costs the engine many times as much as a condition, so
 * it does that once for all requests that are judged together: a node is one condition, which lets some of those through that
 * the node before it let through, and rules that begin with the same conditions share their nodes. A rule speaks of what its
 * last node lets through. None of this changes what a rule says, because a condition sees one request only.
 */
final class RuleNetwork {

    /** The node that lets everything through. */
    static final int ENTRANCE = 0;

    private static final String PACKAGE = "rules";

    private final ModelImpl model = new ModelImpl();

    /** The nodes by the conditions that lead to them and their own. */
    private final Map<List<String>, Integer> nodes = new HashMap<>(Map.of(List.of(), ENTRANCE));

    RuleNetwork(List<Rule> rules) {
        // The engine fires them in this order: the strongest first.
        rules.stream()
                .map(ReadyRule::new)
                .sorted(Comparator.comparing(ReadyRule::weight))
                .forEach(this::add);
    }

    /** As the engine reads it. */
    Model model() {
        return model;
    }

    /** How many nodes there are, the entrance included. */
    int size() {
        return nodes.size();
    }

    private void add(ReadyRule ready) {
        Variable<Asked> fact = declarationOf(Asked.class, "asked");
        PatternDef<Asked> path = pattern(fact);
        var conditions = ready.rule().conditions();
        var names = conditions.stream()
                .map(condition -> condition.expression().text())
                .toList();
        int node = ENTRANCE;
        for (int length = 1; length <= names.size(); length++) {
            int from = node;
            int to = nodes.computeIfAbsent(names.subList(0, length), beginning -> nodes.size());
            var narrowing = ready.narrowing(conditions.get(length - 1), from, to);
            // The engine shares a node between rules by this name: one way, one name.
            path.expr(from + " > " + to, narrowing::test);
            node = to;
        }
        int last = node;
        model.addRule(
                rule(PACKAGE, ready.rule().title()).build(path, on(fact).execute(asked -> asked.say(last, ready))));
    }
}
