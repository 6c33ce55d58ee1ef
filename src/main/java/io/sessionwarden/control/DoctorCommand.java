package io.sessionwarden.control;

import io.sessionwarden.control.Doctor.Check;
import io.sessionwarden.control.Doctor.Verdict;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.session.ForeignText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code doctor}: what was found as lines or as JSON. Answered by the running warden, or where none runs by the command itself. */
public final class DoctorCommand {

    private static final int LONGEST = 1_000;

    private DoctorCommand() {}

    /**
     * What the doctor found, and an exit code that says how bad it is.
     *
     * @param args {@code server} and {@code json}, each possibly missing
     */
    public static Answer answer(Doctor doctor, Map<String, String> args) {
        List<Check> checks;
        try {
            checks = doctor.examine(args.getOrDefault("server", ""));
        } catch (IllegalArgumentException e) {
            return Answer.error(ExitCode.NO_SUCH, String.valueOf(e.getMessage()), "they stand in config/warden.yaml");
        }
        var out = "true".equals(args.get("json")) ? json(checks) : text(checks);
        return new Answer(exit(checks), out, "");
    }

    private static int exit(List<Check> checks) {
        if (checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED)) {
            return ExitCode.UNREACHABLE;
        }
        return checks.stream().anyMatch(check -> check.verdict() == Verdict.MISSING) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static String text(List<Check> checks) {
        var text = new StringBuilder();
        var server = "";
        for (var check : checks) {
            if (!check.server().equals(server)) {
                server = check.server();
                text.append(text.isEmpty() ? "" : "\n")
                        .append("server ")
                        .append(server)
                        .append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8s %-20s %s%n",
                    word(check.verdict()),
                    check.what(),
                    ForeignText.clean(check.text(), LONGEST)));
        }
        return text.toString();
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String json(List<Check> checks) {
        return Json.text(checks.stream()
                .map(check -> new Json()
                        .put("server", check.server())
                        .put("what", check.what())
                        .put("verdict", word(check.verdict()))
                        .put("text", check.text())
                        .members())
                .toList());
    }
}
