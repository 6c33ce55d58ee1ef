package io.sessionwarden.policy.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Questions;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.ResetRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Facts and tables without rules and their engine. */
final class Facts {

    private Facts() {}

    /** The fact of a question, by the shipped tables. */
    static ResetRequest of(Questions question) {
        return of(question, Map.of());
    }

    /** The fact of a question, by the shipped tables but for these. */
    static ResetRequest of(Questions question, Map<String, String> texts) {
        return new RequestCompletion(new TablesByServer(tables(texts))).complete(question.ask());
    }

    /** The shipped tables with others in the place of some of them, by their names. */
    static Tables tables(Map<String, String> texts) {
        var problems = new ArrayList<PolicyProblem>();
        var tables = new TableReader(shipped().with(texts), "rules", problems).read();
        assertThat(problems).isEmpty();
        return tables;
    }

    /** The files of the shipped policy. */
    static PolicyFiles shipped() {
        try {
            return PolicyFiles.read(List.of(Folder.SHIPPED));
        } catch (PolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The first of these conditions, as it is read out of a rule. */
    static Condition condition(String text) {
        return ExpressionReader.conditions(text).get(0);
    }
}
