package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlFile;
import io.sessionwarden.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code scenarios/*.yaml} of a policy and tells everything that is wrong with them. For one thread. */
public final class ScenarioReader {

    private static final Set<String> FILE_KEYS = Set.of("tables", "scenarios");
    private static final Set<String> SCENARIO_KEYS = Set.of("scenario", "tables", "given", "when", "then");
    private static final Set<String> THEN_KEYS = Set.of("decision", "rule", "reason", "mode", "ladder", "until");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final List<String> WORDS = Stream.concat(
                    Arrays.stream(Effect.values()).map(effect -> effect.name().toLowerCase(Locale.ROOT)),
                    Stream.of("indeterminate"))
            .toList();

    private final OpenPolicy policy;
    private final Set<String> titles;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private ScenarioReader(OpenPolicy policy) {
        this.policy = policy;
        this.titles = Stream.concat(
                        policy.rules().stream().map(RuleView::title), Stream.of(Decision.DEFAULT_DENY, Decision.NEVER))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The scenarios of all files.
     *
     * @throws PolicyException where a file cannot be read, with everything that is wrong in all of them
     */
    public static List<Scenario> read(OpenPolicy policy) throws PolicyException {
        return new ScenarioReader(policy).read();
    }

    private List<Scenario> read() throws PolicyException {
        var scenarios = policy.texts().stream()
                .filter(text -> text.name().matches("scenarios/[^/]+\\.ya?ml"))
                .flatMap(text -> new OneFile(text).read().stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
        return scenarios;
    }

    /** One file while it is being read. */
    private final class OneFile {

        private final PolicyText text;
        private final Problems wrong;
        private final TableRows tableRows;
        private final Set<String> read = new HashSet<>();

        OneFile(PolicyText text) {
            this.text = text;
            this.wrong = new Problems(text.shown());
            this.tableRows = new TableRows(policy, wrong);
        }

        List<Scenario> read() {
            try {
                return scenarios(YamlFile.read(text.text()));
            } catch (YamlFile.SyntaxException e) {
                wrong.add(e.line(), e.column(), String.valueOf(e.getMessage()));
                return List.of();
            } finally {
                wrong.found()
                        .forEach(problem -> problems.add(
                                new PolicyProblem(text.shown(), problem.line(), problem.column(), problem.what())));
            }
        }

        private List<Scenario> scenarios(YamlNode root) {
            var file = new MappingReader(root, "a file of scenarios", FILE_KEYS, wrong);
            var tables = file.find("tables").map(tableRows::read).orElse(Map.of());
            var list = file.require("scenarios", "a file of scenarios");
            if (list.isEmpty()) {
                return List.of();
            }
            if (!(list.get() instanceof YamlNode.Sequence sequence)) {
                wrong.add(
                        list.get(),
                        "'scenarios' should be a list, each beginning with '- scenario: title', and is "
                                + list.get().what());
                return List.of();
            }
            return sequence.items().stream()
                    .flatMap(item -> scenario(item, tables).stream())
                    .toList();
        }

        private Optional<Scenario> scenario(YamlNode node, Map<String, String> tablesOfFile) {
            var reader = new MappingReader(node, "a scenario", SCENARIO_KEYS, wrong);
            if (!(node instanceof YamlNode.Mapping)) {
                return Optional.empty();
            }
            reader.require("scenario", "a scenario");
            var title = reader.text("scenario").map(YamlNode.Scalar::text).orElse("");
            if (!title.isEmpty() && !read.add(title)) {
                wrong.add(node, "another scenario of this file is called '" + title + "' as well");
            }
            var tables = new HashMap<>(tablesOfFile);
            reader.find("tables").map(tableRows::read).ifPresent(tables::putAll);
            var given = new GivenReader(wrong);
            reader.find("given").ifPresent(given::given);
            reader.find("when").ifPresent(given::when);
            return reader.require("then", "a scenario")
                    .flatMap(this::expectation)
                    .map(expected -> new Scenario(
                            title, text.shown(), node.line(), given.question(), tables, given.facts(), expected));
        }

        private Optional<Expectation> expectation(YamlNode node) {
            if (node instanceof YamlNode.Scalar scalar) {
                return word(scalar).map(word -> new Expectation(word, null, null, null, null, null));
            }
            var then = new MappingReader(node, "'then'", THEN_KEYS, wrong);
            if (!(node instanceof YamlNode.Mapping)) {
                return Optional.empty();
            }
            then.require("decision", "'then'");
            then.text("rule")
                    .filter(rule -> !titles.contains(rule.text()))
                    .ifPresent(rule -> wrong.add(
                            rule, "there is no rule \"" + rule.text() + "\"" + Nearest.hint(rule.text(), titles)));
            return then.text("decision")
                    .flatMap(this::word)
                    .map(word -> new Expectation(
                            word,
                            then.text("rule").map(YamlNode.Scalar::text).orElse(null),
                            then.text("reason").map(YamlNode.Scalar::text).orElse(null),
                            then.value("mode", ScenarioReader::mode).orElse(null),
                            then.value("ladder", ScenarioReader::ladder).orElse(null),
                            then.value("until", until -> DurationText.parse(until, Duration.ZERO, LONGEST))
                                    .orElse(null)));
        }

        private Optional<String> word(YamlNode.Scalar scalar) {
            if (!WORDS.contains(scalar.text())) {
                wrong.add(
                        scalar,
                        "a decision is one of " + String.join(", ", WORDS) + ", not '" + scalar.text() + "'"
                                + Nearest.hint(scalar.text(), WORDS));
                return Optional.empty();
            }
            return Optional.of(scalar.text());
        }
    }

    private static Ladder ladder(String written) {
        try {
            return Ladder.parse(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot be climbed: " + e.getMessage(), e);
        }
    }

    private static Mode mode(String written) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is observe, ask or enforce, not '" + written + "'"));
    }
}
