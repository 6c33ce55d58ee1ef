package io.sessionwarden.policy.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.sessionwarden.policy.drools.Expression.Both;
import io.sessionwarden.policy.drools.Expression.Either;
import io.sessionwarden.policy.drools.Field.Flag;
import io.sessionwarden.policy.drools.RuleBase.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drools.model.Model;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.impl.ModelImpl;

/**
 * How the rules are laid out for the engine. For every request the engine goes from node to node, and a node costs it several
 * times as much as a condition. So the conditions that several rules begin with are nodes that these rules share; what is left
 * of each rule is one node; and where more than a few rules go on from the same conditions, they stand in groups behind a node
 * that lets a request through when at least one rule of the group applies. None of this changes what a rule says.
 */
final class RuleNetwork {

    private static final String PACKAGE = "rules";

    /** Most requests meet no rule of a group; the more rules in it, the fewer nodes for these, and the more meet one. */
    private static final int GROUP = 5;

    private final Map<List<String>, Integer> beginnings = new HashMap<>();
    private final Map<List<String>, List<Branch>> branches = new HashMap<>();

    private RuleNetwork() {}

    static Model of(List<Rule> rules) {
        var network = new RuleNetwork();
        rules.forEach(network::count);
        var all = rules.stream().map(network::branch).toList();
        var model = new ModelImpl();
        all.forEach(branch -> model.addRule(network.engineRule(branch)));
        return model;
    }

    /**
     * One rule's way through the network.
     *
     * @param shared the conditions that other rules begin with as well
     * @param rest the others in one; empty where there are none
     */
    private record Branch(ReadyRule rule, List<Expression> shared, Optional<Expression> rest) {}

    private void count(Rule rule) {
        var names = names(expressions(rule));
        for (int length = 1; length <= names.size(); length++) {
            beginnings.merge(names.subList(0, length), 1, Integer::sum);
        }
    }

    private Branch branch(Rule rule) {
        var expressions = expressions(rule);
        var names = names(expressions);
        int shared = 0;
        while (shared < names.size() && beginnings.getOrDefault(names.subList(0, shared + 1), 0) > 1) {
            shared++;
        }
        var branch = new Branch(
                new ReadyRule(rule),
                expressions.subList(0, shared),
                expressions.stream().skip(shared).reduce(Both::new));
        if (branch.rest().isPresent()) {
            branches.computeIfAbsent(names.subList(0, shared), beginning -> new ArrayList<>())
                    .add(branch);
        }
        return branch;
    }

    private static List<Expression> expressions(Rule rule) {
        return rule.conditions().stream().map(Condition::expression).toList();
    }

    private static List<String> names(List<Expression> expressions) {
        return expressions.stream().map(Expression::text).toList();
    }

    private org.drools.model.Rule engineRule(Branch branch) {
        var fact = declarationOf(Asked.class, "asked");
        var nodes = pattern(fact);
        var ready = branch.rule();
        branch.shared().forEach(condition -> expect(nodes, condition.text(), ready.test(condition)));
        branch.rest().ifPresent(rest -> {
            var group = group(branch);
            if (group.size() > 1) {
                expect(nodes, group.stream().map(RuleNetwork::name).collect(Collectors.joining(" || ")), anyOf(group));
            }
            expect(nodes, rest.text(), ready.test(rest));
        });
        return rule(PACKAGE, ready.rule().title())
                .build(nodes, on(fact).execute(asked -> asked.outcomes().add(ready.say(asked.request()))));
    }

    /** The rules that stand behind the same node as this one, itself included. */
    private List<Branch> group(Branch branch) {
        var alike = branches.getOrDefault(names(branch.shared()), List.of());
        if (alike.size() <= GROUP) {
            return List.of(branch);
        }
        int first = alike.indexOf(branch) / GROUP * GROUP;
        return alike.subList(first, Math.min(first + GROUP, alike.size()));
    }

    private static String name(Branch branch) {
        return branch.rest().map(Expression::text).orElse("");
    }

    private static Flag anyOf(List<Branch> group) {
        var any = Either.any(group.stream()
                .flatMap(branch -> branch.rest().map(Expression::test).stream())
                .toArray(Flag[]::new));
        return request -> {
            try {
                return any.of(request);
            } catch (ArithmeticException | IllegalStateException e) {
                // The node of the rule itself fails again, and says which rule it is.
                return true;
            }
        };
    }

    /** The engine shares a node between rules by its name: one meaning, one name. */
    private static void expect(PatternDef<Asked> nodes, String name, Flag test) {
        nodes.expr(name, asked -> test.of(asked.request()));
    }
}
