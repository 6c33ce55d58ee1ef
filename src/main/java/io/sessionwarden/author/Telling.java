package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the author's commands tell what is wrong with files. */
final class Telling {

    private static final int LONGEST_LINE = 1_000;

    private Telling() {}

    /** The text without what could steer a terminal. */
    static String clean(String text) {
        return ForeignText.clean(text, LONGEST_LINE);
    }

    /** A policy whose files cannot be used. */
    static Answer broken(PolicyException e, String folder, boolean json) {
        return json
                ? new Answer(
                        ExitCode.USAGE,
                        Json.text(new Json()
                                .put("revision", null)
                                .put("problems", problems(e.problems()))
                                .members()),
                        "")
                : new Answer(ExitCode.USAGE, text(e.problems()), verdict(e.problems(), folder));
    }

    static List<Map<String, @Nullable Object>> problems(List<PolicyProblem> problems) {
        return problems.stream()
                .map(problem -> new Json()
                        .put("file", problem.file())
                        .put("line", problem.line())
                        .put("column", problem.column())
                        .put("message", problem.message())
                        .put("severity", problem.severity())
                        .members())
                .toList();
    }

    static String text(List<PolicyProblem> problems) {
        var text = new StringBuilder();
        problems.forEach(problem -> text.append(clean(problem.toString())).append('\n'));
        return text.toString();
    }

    private static String verdict(List<PolicyProblem> problems, String folder) {
        long mistakes = problems.stream().filter(PolicyProblem::isError).count();
        return "this policy cannot be used: "
                + (mistakes == 1 ? "one mistake" : mistakes + " mistakes")
                + " in " + folder + "\n"
                + "each line above says where (file, line, column) and what to write instead\n";
    }
}
