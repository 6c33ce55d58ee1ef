package io.sessionwarden.app.config;

import io.sessionwarden.check.Check;
import io.sessionwarden.yaml.DurationText;
import io.sessionwarden.yaml.MappingReader;
import io.sessionwarden.yaml.Problems;
import io.sessionwarden.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a server's {@code checks}. */
final class ChecksReader {

    private static final Set<String> KEYS = Set.of("name", "command", "for", "every", "timeout", "warning");
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Problems problems;
    private final Duration timeout;
    private final Set<String> names = new HashSet<>();

    /** @param timeout of one command of that server; no check takes longer, because the others wait for it */
    ChecksReader(Problems problems, Duration timeout) {
        this.problems = problems;
        this.timeout = timeout;
    }

    List<Check> read(@Nullable YamlNode node) {
        var checks = new ArrayList<Check>();
        if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> check(item).ifPresent(checks::add));
        } else if (node != null) {
            problems.add(node.line(), "'checks' should be a list of checks, and is " + node.what());
        }
        return checks;
    }

    private Optional<Check> check(YamlNode node) {
        int before = problems.count();
        var reader = new MappingReader(node, "a check", KEYS, problems);
        var name = reader.require("name", "a check").isPresent()
                ? reader.value("name", text -> text).orElse("")
                : "";
        var command = reader.require("command", "a check");
        var words = command.map(value -> reader.words(value, "'command'")).orElse(List.of());
        boolean ofSessions =
                reader.value("for", text -> oneOf(text, "session", "server")).orElse(false);
        boolean warningIsSick =
                reader.value("warning", text -> oneOf(text, "sick", "healthy")).orElse(false);
        var every = reader.value("every", text -> DurationText.parse(text, Duration.ofSeconds(1), Duration.ofDays(1)))
                .orElse(EVERY);
        var patience = reader.value("timeout", text -> DurationText.parse(text, SHORTEST, timeout))
                .orElse(timeout);
        if (!name.isEmpty() && !names.add(name)) {
            problems.add(node.line(), "there are two checks called '" + name + "'");
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Check(name, words, ofSessions, every, patience, warningIsSick));
        } catch (IllegalArgumentException e) {
            problems.add(node.line(), "check '" + name + "' " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether it is the first of the two. */
    private static boolean oneOf(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException("is " + no + " or " + yes + ", not '" + text + "'");
        }
        return text.equals(yes);
    }
}
