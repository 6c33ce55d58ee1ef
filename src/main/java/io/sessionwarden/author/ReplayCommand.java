package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;
import io.sessionwarden.policy.PolicyProblem;
import io.sessionwarden.policy.replay.RecordedQuestions;
import io.sessionwarden.policy.replay.Replay;
import io.sessionwarden.policy.replay.Replay.Bounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code policy replay}: what the folder's policy would have decided otherwise than was decided. Runs in the caller's own
 * process, and asks the warden for what was decided.
 */
final class ReplayCommand implements AuthorCommand {

    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d");
    private static final String USUAL = "30d";

    private final Desk desk;
    private final RecordedQuestions recorded;
    private final InstantSource clock;

    ReplayCommand(Desk desk, RecordedQuestions recorded, InstantSource clock) {
        this.desk = desk;
        this.recorded = recorded;
        this.clock = clock;
    }

    @Override
    public Set<String> takes() {
        return Set.of("since", "json");
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        var since = args.getOrDefault("since", USUAL);
        var days = DAYS.matcher(since);
        if (!days.matches()) {
            return Answer.error(ExitCode.USAGE, "--since is a number of days, such as 30d", "see: warden --help");
        }
        try {
            var policy = desk.reader().read(desk.folders());
            return replay(policy, Integer.parseInt(days.group(1)), args.containsKey("json"));
        } catch (PolicyException e) {
            return Answer.error(
                    ExitCode.USAGE,
                    e.problems().stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")),
                    "mend it first; see: warden policy check");
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private Answer replay(OpenPolicy policy, int days, boolean json) {
        var from = clock.instant().minus(Duration.ofDays(days));
        var result = Replay.againstWhatWasDecided(recorded, from, policy, Bounds.PATIENT, clock);
        var text = json ? ReplayText.json(result, policy.revision()) : ReplayText.text(result, policy.revision(), days);
        return new Answer(result.changesAnything() ? ExitCode.REFUSED : ExitCode.DONE, text, "");
    }
}
