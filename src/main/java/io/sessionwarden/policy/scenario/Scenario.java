package io.sessionwarden.policy.scenario;

import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.RequestField;
import io.sessionwarden.policy.ResetRequest;
import java.util.Map;

/**
 * One test of the policy.
 *
 * @param title what people know it by; unique in its file
 * @param file the file it stands in: {@code rules/scenarios/people.yaml}
 * @param line the line it begins in
 * @param question what is asked, before the tables are read
 * @param tables the texts of the tables that it replaces, by their files' names
 * @param facts fields of the fact that it sets itself, by their names, whatever the tables say
 * @param expected what the policy should answer
 */
public record Scenario(
        String title,
        String file,
        int line,
        Question question,
        Map<String, String> tables,
        Map<String, Object> facts,
        Expectation expected) {

    public Scenario {
        tables = Map.copyOf(tables);
        facts = Map.copyOf(facts);
    }

    /** {@code rules/scenarios/people.yaml:12}. */
    public String place() {
        return file + ":" + line;
    }

    /** The fact that is judged: what the tables made of the question, and what the scenario sets itself. */
    ResetRequest changed(ResetRequest completed) {
        return facts.isEmpty()
                ? completed
                : RequestField.request(field -> facts.getOrDefault(field.name(), field.value(completed)));
    }
}
