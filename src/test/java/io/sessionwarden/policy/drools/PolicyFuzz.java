package io.sessionwarden.policy.drools;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.ConfigurationFile;
import io.sessionwarden.app.config.SessionsFile;
import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the policy's author and the administrator write: no host says it, but a mistake in it must not end the warden. */
public final class PolicyFuzz {

    private PolicyFuzz() {}

    public static List<FuzzTarget> targets() {
        var policy = shipped();
        var targets = new ArrayList<FuzzTarget>();
        for (var table : List.of("thresholds.csv", "ladders.csv", "reset-hours.csv", "people.csv", "limits.csv")) {
            targets.add(
                    FuzzTarget.ofText("rules-" + table, input -> table(policy, table, input), text("rules", table)));
        }
        targets.add(FuzzTarget.ofText(
                "rules", PolicyFuzz::rules, text("rules", "watchdog.drl"), text("rules", "never.drl")));
        targets.add(FuzzTarget.ofText(
                "conditions",
                input -> conditions(policy, input),
                "symptom == DEAD_LEADER, sickSeconds >= 5",
                "account matches \"a.*\" || !( session == 'x' ), resetsOfServerInHour + 1 > 2 * 3"));
        targets.add(FuzzTarget.ofText(
                "ladder", PolicyFuzz::ladder, "continue 5s > warn 60s > log-off 2m > reset 30s > human"));
        targets.add(FuzzTarget.ofText(
                "yaml", PolicyFuzz::yaml, text("rules", "never.yaml"), text("config", "warden.yaml")));
        targets.add(FuzzTarget.ofText("configuration", PolicyFuzz::configuration, text("config", "warden.yaml")));
        return targets;
    }

    private static OpenPolicy shipped() {
        try {
            return DroolsResetPolicy.open(List.of(Path.of("rules")));
        } catch (PolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String folder, String file) {
        try {
            return Files.readString(Path.of(folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void table(OpenPolicy policy, String table, Input input) {
        try {
            policy.withTables(Map.of(table, input.rest()));
        } catch (PolicyException declared) {
            // Every mistake has its place.
            declared.problems().forEach(problem -> at(problem.line()));
        }
    }

    private static void at(int line) {
        if (line < 0) {
            throw new AssertionError("a mistake in line " + line);
        }
    }

    private static void rules(Input input) {
        var problems = new ArrayList<PolicyProblem>();
        new RuleReader(problems).read(List.of(new Source("rules/x.drl", input.rest())));
        problems.forEach(problem -> at(problem.line()));
    }

    private static void conditions(OpenPolicy policy, Input input) {
        try {
            policy.conditions(input.rest());
        } catch (PolicyException declared) {
            declared.problems().forEach(problem -> at(problem.line()));
        }
    }

    private static void ladder(Input input) {
        try {
            var ladder = Ladder.parse(input.rest());
            if (!Ladder.parse(ladder.toString()).equals(ladder)) {
                throw new AssertionError(ladder + " is read as another one");
            }
        } catch (IllegalArgumentException declared) {
            // Its message says what to write instead.
        }
    }

    private static void yaml(Input input) {
        try {
            YamlFile.read(input.rest());
        } catch (YamlFile.SyntaxException declared) {
            at(declared.line());
        }
    }

    private static void configuration(Input input) {
        try {
            var home = Files.createTempDirectory("fuzz");
            var file = Files.createDirectories(home.resolve("config")).resolve("warden.yaml");
            try {
                Files.write(file, input.restBytes());
                var told = new ArrayList<String>();
                var read = ConfigurationFile.read(home, Map.of("terminal", Map.of(), "tmux", Map.of()), told::add);
                SessionsFile.read(home, read, told::add);
            } catch (CannotStartException declared) {
                if (declared.getMessage() == null) {
                    throw new AssertionError("no reason is told", declared);
                }
            } finally {
                Files.deleteIfExists(file);
                Files.delete(file.getParent());
                Files.delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
