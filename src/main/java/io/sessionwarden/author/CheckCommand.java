package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Json;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.guarantee.GuaranteeReader;
import io.sessionwarden.policy.scenario.ScenarioReader;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** {@code policy check}: everything that is wrong with the policy's files, each with its place and what to write instead. */
final class CheckCommand implements AuthorCommand {

    private final Desk desk;

    CheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Set<String> takes() {
        return Set.of("json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        boolean json = args.containsKey("json");
        try {
            var policy = desk.reader().read(desk.folders());
            readPromises(policy);
            var revision = policy.revision();
            var warnings = policy.warnings();
            return Answer.done(
                    json
                            ? Json.text(new Json()
                                    .put("revision", revision)
                                    .put("problems", Telling.problems(warnings))
                                    .members())
                            : Telling.text(warnings) + desk.shownFolder() + ": "
                                    + (warnings.isEmpty() ? "nothing is wrong" : "it can be used")
                                    + "; revision " + revision + "\n");
        } catch (PolicyException e) {
            return Telling.broken(e, desk.shownFolder(), json);
        }
    }

    /** Everything that is wrong with them is told at once. */
    private static void readPromises(OpenPolicy policy) throws PolicyException {
        var problems = new ArrayList<PolicyProblem>();
        try {
            GuaranteeReader.read(policy);
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
        try {
            ScenarioReader.read(policy);
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
    }
}
