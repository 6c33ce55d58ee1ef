package io.sessionwarden.policy.guarantee;

import io.sessionwarden.policy.ConditionView;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.session.Nearest;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlFile;
import io.sessionwarden.yaml.YamlNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code never.yaml} of a policy and tells everything that is wrong with it. For one thread. */
public final class GuaranteeReader {

    private static final String NAME = "never.yaml";
    private static final Set<String> KEYS = Set.of("guarantee", "when", "never");
    private static final List<String> WORDS =
            Arrays.stream(Effect.values()).map(Effect::word).toList();

    private final OpenPolicy policy;
    private final PolicyText file;
    private final Problems wrong;
    private final Set<String> titles = new HashSet<>();

    private GuaranteeReader(OpenPolicy policy, PolicyText file) {
        this.policy = policy;
        this.file = file;
        this.wrong = new Problems(file.shown());
    }

    /**
     * The policy's guarantees; none where it has no such file.
     *
     * @throws PolicyException where the file cannot be read, with everything that is wrong
     */
    public static List<Guarantee> read(OpenPolicy policy) throws PolicyException {
        var file =
                policy.texts().stream().filter(text -> text.name().equals(NAME)).findFirst();
        return file.isEmpty() ? List.of() : new GuaranteeReader(policy, file.get()).read();
    }

    private List<Guarantee> read() throws PolicyException {
        var guarantees = List.<Guarantee>of();
        try {
            guarantees = guarantees(YamlFile.read(file.text()));
        } catch (YamlFile.SyntaxException e) {
            wrong.add(e.line(), e.column(), String.valueOf(e.getMessage()));
        }
        if (wrong.count() > 0) {
            throw new PolicyException(wrong.found().stream()
                    .map(problem -> new PolicyProblem(file.shown(), problem.line(), problem.column(), problem.what()))
                    .toList());
        }
        return guarantees;
    }

    private List<Guarantee> guarantees(YamlNode root) {
        var reader = new MappingReader(root, "the file of guarantees", Set.of("guarantees"), wrong);
        var list = reader.require("guarantees", "the file of guarantees");
        if (list.isPresent() && !(list.get() instanceof YamlNode.Sequence)) {
            wrong.add(
                    list.get(),
                    "'guarantees' should be a list, each beginning with '- guarantee: title', and is "
                            + list.get().what());
        }
        return list.filter(YamlNode.Sequence.class::isInstance).map(YamlNode.Sequence.class::cast).stream()
                .flatMap(sequence -> sequence.items().stream())
                .flatMap(item -> guarantee(item).stream())
                .toList();
    }

    private Optional<Guarantee> guarantee(YamlNode node) {
        var reader = new MappingReader(node, "a guarantee", KEYS, wrong);
        if (!(node instanceof YamlNode.Mapping)) {
            return Optional.empty();
        }
        reader.require("guarantee", "a guarantee");
        var title = reader.text("guarantee").map(YamlNode.Scalar::text).orElse("");
        if (!title.isEmpty() && !titles.add(title)) {
            wrong.add(node, "another guarantee is called '" + title + "' as well");
        }
        var conditions = reader.text("when").map(this::conditions).orElse(List.of());
        var never = EnumSet.noneOf(Effect.class);
        reader.require("never", "a guarantee")
                .ifPresent(words -> reader.words(words, "'never'")
                        .forEach(word -> effect(words, word).ifPresent(never::add)));
        return never.isEmpty()
                ? Optional.empty()
                : Optional.of(new Guarantee(title, file.shown(), node.line(), conditions, never));
    }

    private List<ConditionView> conditions(YamlNode.Scalar when) {
        try {
            return policy.conditions(when.text());
        } catch (PolicyException e) {
            e.problems().forEach(problem -> add(when, problem));
            return List.of();
        }
    }

    /** At its own place, where the text stands in the file as it is; otherwise where the text begins. */
    private void add(YamlNode.Scalar when, PolicyProblem problem) {
        var read = when.text().lines().skip(problem.line() - 1L).findFirst().orElse("");
        var lines = file.text().lines().toList();
        for (int line = when.line(); line <= lines.size(); line++) {
            int begin = lines.get(line - 1).indexOf(read, line == when.line() ? when.column() - 1 : 0);
            if (begin >= 0) {
                wrong.add(line, begin + problem.column(), problem.message());
                return;
            }
        }
        wrong.add(when, problem.message());
    }

    private Optional<Effect> effect(YamlNode node, String word) {
        var effect = Arrays.stream(Effect.values())
                .filter(one -> one.word().equals(word))
                .findFirst();
        if (effect.isEmpty()) {
            wrong.add(
                    node,
                    "'never' is one or more of " + String.join(", ", WORDS) + ", not '" + word + "'"
                            + Nearest.hint(word, WORDS));
        }
        return effect;
    }
}
