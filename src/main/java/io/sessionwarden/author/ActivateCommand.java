package io.sessionwarden.author;

import io.sessionwarden.control.Answer;
import io.sessionwarden.control.AuthorCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.rollout.Rollout;
import io.sessionwarden.rollout.Rollout.Activation;
import io.sessionwarden.session.ForeignText;
import java.util.Map;
import java.util.Set;

/** {@code policy activate}: puts in force the edit that waits. Who did it stands in the trail. */
final class ActivateCommand implements AuthorCommand {

    private final Rollout rollout;

    ActivateCommand(Rollout rollout) {
        this.rollout = rollout;
    }

    @Override
    public Set<String> takes() {
        return Set.of(ShowCommand.REVISION);
    }

    @Override
    public Answer answer(String who, Map<String, String> args) {
        var revision = args.getOrDefault(ShowCommand.REVISION, "");
        var activation = rollout.activate(who, revision);
        if (activation instanceof Activation.Done done) {
            return Answer.done("policy " + done.revision() + " is in force, in place of " + done.before() + "\n");
        }
        var waiting = ((Activation.NotWaiting) activation).waiting();
        return waiting.isEmpty()
                ? Answer.error(
                        ExitCode.NO_SUCH,
                        "no edit of the policy waits",
                        "an edit is judged about a second after it was saved; see: warden status")
                : Answer.error(
                        ExitCode.NO_SUCH,
                        "'" + ForeignText.clean(revision, 20) + "' does not wait; " + waiting + " does",
                        "to go back to an earlier policy, put its files back: warden policy show REVISION");
    }
}
