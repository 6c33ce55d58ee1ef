package io.sessionwarden.policy.replay;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyText;
import io.sessionwarden.policy.RuleView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of each rule as it stands in its file, from its title to its end. Pure. */
final class RuleTexts {

    private RuleTexts() {}

    /** By the rules' titles. */
    static Map<String, String> of(OpenPolicy policy) {
        var texts = new HashMap<String, String>();
        for (var file : policy.texts()) {
            texts.putAll(of(
                    file,
                    policy.rules().stream()
                            .filter(rule -> rule.file().equals(file.shown()))
                            .toList()));
        }
        return texts;
    }

    private static Map<String, String> of(PolicyText file, List<RuleView> rules) {
        var lines = file.text().lines().toList();
        var texts = new HashMap<String, String>();
        for (int i = 0; i < rules.size(); i++) {
            int next = i + 1 < rules.size() ? rules.get(i + 1).line() - 1 : lines.size();
            var upToTheNext = lines.subList(
                    rules.get(i).line() - 1, Math.max(next, rules.get(i).line()));
            texts.put(rules.get(i).title(), String.join("\n", upToItsEnd(upToTheNext)));
        }
        return texts;
    }

    /** Without the comments that stand between it and the next rule. */
    private static List<String> upToItsEnd(List<String> lines) {
        for (int i = lines.size(); i > 0; i--) {
            if (lines.get(i - 1).strip().matches("(.*[^\\w])?end\\s*;?")) {
                return lines.subList(0, i);
            }
        }
        return lines;
    }
}
