package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.guarantee.GuaranteeReport;
import io.sessionwarden.policy.guarantee.GuaranteeRun;
import java.util.Map;
import java.util.Set;

/** {@code policy guarantee}: whether the policy's guarantees hold, whatever is asked, and what is odd about its rules. */
final class GuaranteeCommand implements AuthorCommand {

    private final Desk desk;

    GuaranteeCommand(Desk desk) {
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
            var report = GuaranteeRun.of(desk.reader().read(desk.folders()));
            return new Answer(
                    report.held() ? ExitCode.DONE : ExitCode.REFUSED,
                    json ? GuaranteeText.json(report) : GuaranteeText.text(report),
                    report.held() || json ? "" : broken(report));
        } catch (PolicyException e) {
            return Telling.broken(e, desk.shownFolder(), json);
        }
    }

    private static String broken(GuaranteeReport report) {
        long broken = report.trials().stream().filter(trial -> !trial.held()).count();
        return (broken == 1 ? "one guarantee is broken\n" : broken + " guarantees are broken\n")
                + "mend the rule that is named, or change in never.yaml what is promised\n";
    }
}
