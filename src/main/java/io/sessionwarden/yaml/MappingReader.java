package io.sessionwarden.yaml;

import io.sessionwarden.session.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the keys of one mapping, and notes whatever is wrong instead of stopping: keys that are unknown, stand twice, are
 * missing or have a value that does not fit. For one thread.
 */
public final class MappingReader {

    private final YamlNode node;
    private final Map<String, YamlNode> values = new HashMap<>();
    private final Problems problems;

    /** @param node what should be a mapping; anything else is noted, and read as an empty one */
    public MappingReader(YamlNode node, String what, Set<String> known, Problems problems) {
        this.node = node;
        this.problems = problems;
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(node, what + " should be keys with values, and is " + node.what());
            return;
        }
        for (var member : mapping.members()) {
            if (!known.contains(member.key())) {
                problems.add(
                        member.line(),
                        member.column(),
                        "unknown key '" + member.key() + "' in " + what + Nearest.hintOrAll(member.key(), known));
            } else if (values.putIfAbsent(member.key(), member.value()) != null) {
                problems.add(member.line(), member.column(), "'" + member.key() + "' stands twice in " + what);
            }
        }
    }

    /** Takes the values of these keys from another mapping, as far as there are none here; they keep their lines there. */
    public void inherit(MappingReader other, Set<String> keys) {
        keys.forEach(key -> other.find(key).ifPresent(value -> values.putIfAbsent(key, value)));
    }

    public int line() {
        return node.line();
    }

    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<YamlNode> require(String key, String what) {
        if (!values.containsKey(key)) {
            problems.add(node, what + " needs '" + key + "'");
        }
        return find(key);
    }

    /** The text of that key, or nothing where it is not there or is no text, which is noted. */
    public Optional<YamlNode.Scalar> text(String key) {
        return find(key).flatMap(node -> scalar(node, "'" + key + "'"));
    }

    /** The value of that key, where it is there and can be read. What cannot be is noted with the reader's own message. */
    public <T> Optional<T> value(String key, Function<String, T> reader) {
        return text(key).flatMap(scalar -> {
            try {
                return Optional.of(reader.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                problems.add(scalar, "'" + key + "' " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    public Optional<YamlNode.Scalar> scalar(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        problems.add(node, what + " should be one value, and is " + node.what());
        return Optional.empty();
    }

    /** One word or a list of words; an empty list is noted. */
    public List<String> words(YamlNode node, String what) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            return scalar(node, what).map(YamlNode.Scalar::text).stream().toList();
        }
        if (sequence.items().isEmpty()) {
            problems.add(node, what + " is an empty list");
        }
        return sequence.items().stream()
                .flatMap(item -> scalar(item, "each value of " + what).map(YamlNode.Scalar::text).stream())
                .toList();
    }
}
