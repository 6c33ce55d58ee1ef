package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.drools.Expression.Literal;
import io.sessionwarden.session.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;

/**
 * Reads rule files: Drools' own parser gives the syntax tree, and of that tree only rules are accepted that ask about one
 * {@code ResetRequest} and say one of five things. Everything else that Drools knows is refused by name.
 */
final class RuleReader {

    private static final Map<String, Effect> WORDS = Map.of(
            "permit", Effect.PERMIT,
            "deny", Effect.DENY,
            "defer", Effect.DEFER,
            "warn", Effect.WARN,
            "ask", Effect.ASK);
    private static final List<String> FACT = List.of("ResetRequest");
    private static final String ONE_FACT =
            "the conditions of a rule are one ResetRequest( ... ); within it a comma means and, || means or, ! means not";
    private static final Map<String, Mode> MODES =
            Map.of("observe", Mode.OBSERVE, "ask", Mode.ASK, "enforce", Mode.ENFORCE);
    private static final int LONGEST_TITLE = 150;
    private static final int MOST_CONDITIONS = 100;

    private final List<PolicyProblem> problems;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Rule> byTitle = new TreeMap<>();

    /**
     * @param problems what is wrong is added here
     */
    RuleReader(List<PolicyProblem> problems) {
        this.problems = problems;
    }

    /** The sound rules of all these files. */
    List<Rule> read(List<Source> sources) {
        sources.forEach(this::read);
        return List.copyOf(rules);
    }

    private void read(Source source) {
        parse(source).ifPresent(tree -> {
            refuseDeclarations(source, tree);
            if (tree.getRules().isEmpty()) {
                problems.add(source.problem("there is no rule in this file; write one, or remove the file"));
            }
            tree.getRules().forEach(rule -> rule(source, rule).ifPresent(read -> add(source, read)));
        });
    }

    private void add(Source source, Rule rule) {
        var twin = byTitle.putIfAbsent(rule.title(), rule);
        if (twin == null) {
            rules.add(rule);
        } else {
            problems.add(source.problemInLine(
                    rule.line(),
                    "another rule is called \"" + rule.title() + "\" as well (" + twin.file() + ":" + twin.line()
                            + "); give each its own title"));
        }
    }

    private Optional<PackageDescr> parse(Source source) {
        var parser = new DrlParser();
        try {
            var tree = parser.parse(false, source.text());
            if (parser.hasErrors()) {
                // What cannot even be divided into words is the cause of whatever else the parser says.
                Tokens.fault(source.text())
                        .ifPresentOrElse(
                                fault -> problems.add(source.problem(fault.offset(), fault.problem())),
                                () -> parser.getErrors().forEach(error -> problems.add(problem(source, error))));
                return Optional.empty();
            }
            return Optional.ofNullable(tree);
        } catch (StackOverflowError e) {
            // The parser goes down one frame for each bracket and knows no bound of its own.
            problems.add(source.problem("has too many brackets in each other; divide its rules into several"));
            return Optional.empty();
        } catch (DroolsParserException | RuntimeException e) {
            // What a library makes of a text that is no rule must not end the warden.
            problems.add(source.problem("cannot be read as rules: " + e));
            return Optional.empty();
        }
    }

    /** Told where that part begins; Drools' parser does not know it of every sort of part. */
    private static PolicyProblem problem(Source source, BaseDescr part, String message) {
        return part.getStartCharacter() > 0
                ? source.problem(part.getStartCharacter(), message)
                : source.problemInLine(part.getLine(), message);
    }

    private static PolicyProblem problem(Source source, DroolsError error) {
        var message = ParserMessage.plain(error.getMessage());
        return error instanceof ParserError known && known.getRow() > 0
                ? source.problem(source.offset(known.getRow(), known.getCol()), message)
                : source.problem(message);
    }

    private void refuseDeclarations(Source source, PackageDescr tree) {
        refuse(source, tree.getImports(), "import", "rules need no imports");
        refuse(source, tree.getFunctionImports(), "import function", "rules need no imports");
        refuse(source, tree.getAccumulateImports(), "import accumulate", "rules need no imports");
        refuse(source, tree.getFunctions(), "function", "rules call nothing");
        refuse(source, tree.getGlobals(), "global", "rules know the fields of ResetRequest and nothing else");
        refuse(source, tree.getTypeDeclarations(), "declare", "rules know ResetRequest and nothing else");
        refuse(source, tree.getEnumDeclarations(), "declare", "rules know ResetRequest and nothing else");
        refuse(source, tree.getEntryPointDeclarations(), "declare", "rules know ResetRequest and nothing else");
        refuse(source, tree.getWindowDeclarations(), "declare", "rules know ResetRequest and nothing else");
        refuse(
                source,
                tree.getAttributes(),
                "attribute",
                "deny beats ask beats warn beats defer beats permit, in any order");
        if (tree.getUnit() != null) {
            problems.add(source.problem("'unit' is refused; leave it out"));
        }
        if (tree.getName() != null && !tree.getName().isEmpty()) {
            problems.add(source.problem("'package " + tree.getName() + "' is not needed; leave it out"));
        }
    }

    private void refuse(Source source, Collection<? extends BaseDescr> found, String word, String why) {
        found.forEach(one -> problems.add(problem(source, one, "'" + word + "' is refused: " + why + "; remove it")));
    }

    private Optional<Rule> rule(Source source, RuleDescr tree) {
        int before = problems.size();
        checkFrame(source, tree);
        var pattern = onlyPattern(source, tree);
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        var conditions = conditions(source, pattern.get());
        Contradiction.find(conditions)
                .ifPresent(field -> problems.add(source.problemInLine(
                        tree.getLine(),
                        "rule \"" + tree.getName() + "\" can never apply: its conditions on '" + field
                                + "' exclude each other")));
        try {
            var rule = consequence(source, tree, pattern.get(), conditions);
            return problems.size() == before ? Optional.of(rule) : Optional.empty();
        } catch (Misread e) {
            problems.add(source.problem(e.offset(), e.problem()));
            return Optional.empty();
        }
    }

    private void checkFrame(Source source, RuleDescr tree) {
        int line = tree.getLine();
        if (tree instanceof QueryDescr) {
            problems.add(source.problemInLine(line, "'query' is refused: only rules decide; remove it"));
        }
        tree.getAttributes()
                .values()
                .forEach(attribute -> problems.add(problem(
                        source,
                        attribute,
                        "'" + attribute.getName()
                                + "' is refused: rules have no order and no attributes; deny beats ask"
                                + " beats warn beats defer beats permit")));
        if (tree.getParentName() != null) {
            problems.add(source.problemInLine(line, "'extends' is refused: write the conditions out"));
        }
        if (!tree.getNamedConsequences().isEmpty()) {
            problems.add(source.problemInLine(line, "then[...] is refused: a rule says one thing; write two rules"));
        }
        if (tree.getName().isBlank() || tree.getName().length() > LONGEST_TITLE) {
            problems.add(source.problemInLine(
                    line, "a rule's title is a sentence of at most " + LONGEST_TITLE + " characters"));
        }
    }

    private Optional<PatternDescr> onlyPattern(Source source, RuleDescr tree) {
        var parts = tree.getLhs() == null ? List.<BaseDescr>of() : tree.getLhs().getDescrs();
        if (parts.size() != 1 || !(parts.get(0) instanceof PatternDescr pattern)) {
            problems.add(problem(source, parts.isEmpty() ? tree : parts.get(parts.size() - 1), ONE_FACT));
            return Optional.empty();
        }
        if (!"ResetRequest".equals(pattern.getObjectType())) {
            problems.add(source.problem(
                    pattern.getStartCharacter(),
                    "'" + pattern.getObjectType() + "' is unknown; " + ONE_FACT
                            + Nearest.hint(pattern.getObjectType(), FACT)));
            return Optional.empty();
        }
        if (pattern.getIdentifier() != null && !pattern.getIdentifier().isEmpty()) {
            problems.add(source.problem(
                    pattern.getStartCharacter(),
                    "leave out '" + pattern.getIdentifier() + " :'; fields are used by their own names"));
        }
        if (pattern.getSource() != null) {
            problems.add(source.problem(pattern.getStartCharacter(), "'from' is refused; " + ONE_FACT));
        }
        if (!pattern.getBehaviors().isEmpty() || !pattern.getAnnotations().isEmpty() || pattern.isQuery()) {
            problems.add(source.problem(pattern.getStartCharacter(), "nothing may follow the bracket; " + ONE_FACT));
        }
        return Optional.of(pattern);
    }

    private List<Condition> conditions(Source source, PatternDescr pattern) {
        var conditions = new ArrayList<Condition>();
        var parts = pattern.getConstraint().getDescrs();
        if (parts.size() > MOST_CONDITIONS) {
            problems.add(source.problem(
                    pattern.getStartCharacter(),
                    "a rule has at most " + MOST_CONDITIONS + " conditions; divide it into several"));
            return List.of();
        }
        for (Object part : parts) {
            if (!(part instanceof ExprConstraintDescr constraint)) {
                problems.add(source.problem(pattern.getStartCharacter(), ONE_FACT));
                continue;
            }
            try {
                // From the file itself and not from the parser's copy, so that places are those of the file.
                int from = constraint.getStartCharacter();
                int end =
                        Math.min(constraint.getEndCharacter() + 1, source.text().length());
                var tokens = Tokens.between(source.text(), from, end);
                var condition = new ExpressionReader(tokens).condition();
                if (tokens.peek().type() != Token.Type.END) {
                    throw new Misread(
                            tokens.peek().offset(),
                            tokens.peek().shown() + " has no meaning here; a comma separates conditions");
                }
                conditions.add(Condition.of(
                        aboutTheFact(condition, from), source.text().substring(from, end)));
            } catch (Misread e) {
                problems.add(source.problem(e.offset(), e.problem()));
            }
        }
        return conditions;
    }

    /** A condition that reads no field holds always or never: a slip that would switch a rule on or off for good. */
    private static Expression aboutTheFact(Expression condition, int place) {
        if (Mentions.in(condition).fields().isEmpty()) {
            throw new Misread(
                    place,
                    "'" + condition.text()
                            + "' asks about no field, so it is the same for every session; remove it, or name a field");
        }
        return condition;
    }

    /** {@code @mode( observe )} or {@code @mode( ask )} between the title and 'when'; without it, enforce. */
    private static Mode mode(Source source, RuleDescr tree, PatternDescr pattern) {
        var tokens = Tokens.between(source.text(), tree.getStartCharacter(), pattern.getStartCharacter());
        tokens.expect("rule", "a rule begins with 'rule'");
        tokens.take();
        if (!tokens.accept("@")) {
            if (!tree.getAnnotations().isEmpty()) {
                throw new Misread(
                        tokens.peek().offset(),
                        "an annotation stands right behind the title: rule \"...\" @mode( observe )");
            }
            return Mode.ENFORCE;
        }
        tokens.expect("mode", "of annotations there is only @mode( observe ) and @mode( ask )");
        tokens.expect("(", "after '@mode' the mode stands in brackets: @mode( observe )");
        var word = tokens.take();
        var mode = Optional.ofNullable(MODES.get(word.text()))
                .orElseThrow(() -> new Misread(
                        word.offset(),
                        word.shown() + " is no mode; write @mode( observe ) or @mode( ask ), or leave it out: then the"
                                + " rule counts" + Nearest.hint(word.text(), MODES.keySet())));
        tokens.expect(")", "after the mode the bracket is closed with ')'");
        tokens.expect("when", "after @mode( " + word.text() + " ) follows 'when'");
        return mode;
    }

    private static Rule consequence(Source source, RuleDescr tree, PatternDescr pattern, List<Condition> conditions) {
        var tokens = Tokens.between(source.text(), pattern.getEndCharacter() + 1, tree.getEndCharacter() + 1);
        tokens.expect("then", "after the conditions follows 'then'");
        var word = tokens.take();
        var effect = WORDS.get(word.text());
        if (effect == null) {
            throw new Misread(
                    word.offset(),
                    "after 'then' stands permit(\"why\"), deny(\"why\"), ask(\"why\"), warn(seconds, \"why\") or"
                            + " defer(seconds, \"why\"), not "
                            + word.shown());
        }
        tokens.expect("(", "after '" + word.text() + "' the reason stands in brackets");
        var reader = new ExpressionReader(tokens);
        Expression delay = new Literal(Kind.NUMBER, 0L);
        if (effect == Effect.DEFER || effect == Effect.WARN) {
            delay = reader.number();
            tokens.expect(",", effect.word() + " takes the seconds to wait, a comma, and the reason");
        }
        var message = reader.message();
        tokens.expect(")", "after the reason the bracket is closed with ')'");
        tokens.accept(";");
        tokens.expect("end", "a rule says one thing and ends with 'end'");
        if (tokens.peek().type() != Token.Type.END) {
            throw new Misread(tokens.peek().offset(), "'end' ends the rule; nothing may follow");
        }
        var mode = mode(source, tree, pattern);
        if (mode == Mode.ASK && effect != Effect.PERMIT) {
            throw new Misread(
                    word.offset(),
                    "in @mode( ask ) a permit becomes a question to a human; a rule that says '" + word.text()
                            + "' has nothing to ask: leave the mode out");
        }
        return new Rule(tree.getName(), source.name(), tree.getLine(), mode, conditions, effect, delay, message);
    }
}
