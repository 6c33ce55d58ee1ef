package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code policy check}: everything that is wrong with the policy's files, each with its place and what to write instead. */
final class CheckCommand implements AuthorCommand {

    private static final int LONGEST_LINE = 1_000;

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
            return Answer.done(
                    json
                            ? json(policy.revision(), policy.warnings())
                            : text(policy.warnings()) + desk.shownFolder() + ": nothing is wrong; revision "
                                    + policy.revision() + "\n");
        } catch (PolicyException e) {
            return json
                    ? new Answer(ExitCode.USAGE, json(null, e.problems()), "")
                    : new Answer(ExitCode.USAGE, text(e.problems()), verdict(e.problems()));
        }
    }

    private static String text(List<PolicyProblem> problems) {
        var text = new StringBuilder();
        problems.forEach(problem ->
                text.append(ForeignText.clean(problem.toString(), LONGEST_LINE)).append('\n'));
        return text.toString();
    }

    private String verdict(List<PolicyProblem> problems) {
        return "this policy cannot be used: "
                + (problems.size() == 1 ? "one mistake" : problems.size() + " mistakes")
                + " in " + desk.shownFolder() + "\n"
                + "each line above says where (file, line, column) and what to write instead\n";
    }

    private static String json(@Nullable String revision, List<PolicyProblem> problems) {
        return Json.text(new Json()
                .put("revision", revision)
                .put(
                        "problems",
                        problems.stream()
                                .map(problem -> new Json()
                                        .put("file", problem.file())
                                        .put("line", problem.line())
                                        .put("column", problem.column())
                                        .put("message", problem.message())
                                        .put("severity", problem.severity())
                                        .members())
                                .toList())
                .members());
    }
}
