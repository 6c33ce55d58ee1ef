package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.Json;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.RuleView;
import io.sessionwarden.policy.scenario.Coverage;
import io.sessionwarden.policy.scenario.JunitXml;
import io.sessionwarden.policy.scenario.ScenarioReport;
import io.sessionwarden.policy.scenario.ScenarioResult;
import io.sessionwarden.policy.scenario.ScenarioRun;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code policy test}: the policy's scenarios, and what they leave untried. */
final class TestCommand implements AuthorCommand {

    private final Desk desk;

    TestCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Set<String> takes() {
        return Set.of("json", "junit");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        boolean json = args.containsKey("json");
        try {
            var report = ScenarioRun.of(desk.reader().read(desk.folders()));
            int exit = report.passed() ? ExitCode.DONE : ExitCode.REFUSED;
            if (args.containsKey("junit")) {
                return new Answer(exit, JunitXml.of(report), verdict(report));
            }
            return new Answer(
                    exit, json ? json(report) : text(report), report.passed() || json ? "" : failures(report));
        } catch (PolicyException e) {
            return Telling.broken(e, desk.shownFolder(), json);
        }
    }

    private static String text(ScenarioReport report) {
        var text = new StringBuilder();
        for (var failed : report.failed()) {
            line(text, failed.scenario().place() + ": " + failed.scenario().title());
            failed.differences().forEach(difference -> line(text, "    " + difference));
            failed.decision()
                    .reasons()
                    .forEach(reason ->
                            line(text, "    it says " + failed.decision().word() + ": " + reason));
        }
        var coverage = report.coverage();
        for (var rule : coverage.neverFired()) {
            line(text, rule.place() + ": no scenario makes the rule \"" + rule.title() + "\" fire");
        }
        for (var untried : coverage.neverDecided()) {
            line(
                    text,
                    untried.rule().place() + ": in no scenario is it \"" + untried.condition()
                            + "\" alone that stops the rule \"" + untried.rule().title() + "\"");
        }
        return text + verdict(report);
    }

    private static void line(StringBuilder text, String line) {
        text.append(Telling.clean(line)).append('\n');
    }

    private static String verdict(ScenarioReport report) {
        int all = report.results().size();
        var coverage = report.coverage();
        return (all - report.failed().size()) + " of " + all + " scenarios pass; they make "
                + (coverage.rules() - coverage.neverFired().size()) + " of " + coverage.rules() + " rules fire and try "
                + (coverage.conditions() - untried(coverage)) + " of " + coverage.conditions()
                + " conditions both ways; revision " + report.revision() + "\n";
    }

    /** The conditions of a rule that never fires are untried, too. */
    private static int untried(Coverage coverage) {
        return coverage.neverDecided().size()
                + coverage.neverFired().stream()
                        .mapToInt(rule -> rule.conditions().size())
                        .sum();
    }

    private static String failures(ScenarioReport report) {
        int failed = report.failed().size();
        return (failed == 1 ? "one scenario fails\n" : failed + " scenarios fail\n")
                + "mend the rule or the table, or change what the scenario expects\n";
    }

    private static String json(ScenarioReport report) {
        var coverage = report.coverage();
        return Json.text(new Json()
                .put("revision", report.revision())
                .put("passed", report.passed())
                .put(
                        "scenarios",
                        report.results().stream().map(TestCommand::scenario).toList())
                .put("rules", coverage.rules())
                .put("conditions", coverage.conditions())
                .put(
                        "neverFired",
                        coverage.neverFired().stream()
                                .map(rule -> rule(rule).members())
                                .toList())
                .put(
                        "neverDecided",
                        coverage.neverDecided().stream()
                                .map(untried -> rule(untried.rule())
                                        .put("condition", untried.condition())
                                        .members())
                                .toList())
                .members());
    }

    private static Map<String, @Nullable Object> scenario(ScenarioResult result) {
        return new Json()
                .put("title", result.scenario().title())
                .put("file", result.scenario().file())
                .put("line", result.scenario().line())
                .put("passed", result.passed())
                .put("decision", result.decision().word())
                .put(
                        "reasons",
                        result.decision().reasons().stream()
                                .map(reason -> new Json()
                                        .put("rule", reason.rule())
                                        .put("message", reason.message())
                                        .members())
                                .toList())
                .put("differences", result.differences())
                .members();
    }

    private static Json rule(RuleView rule) {
        return new Json().put("rule", rule.title()).put("file", rule.file()).put("line", rule.line());
    }
}
