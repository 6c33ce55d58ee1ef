package io.sessionwarden.simulation;

import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.Decision;
import io.sessionwarden.policy.Ladder;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.policy.Privilege;
import io.sessionwarden.policy.Question;
import io.sessionwarden.policy.Reason;
import io.sessionwarden.policy.ResetPolicy;
import io.sessionwarden.policy.RuleOutcome;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.policy.TimeLimits;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.List;

/** A policy with a planted fault: whatever the rules say, it is permitted. */
final class PermissivePolicy implements ResetPolicy {

    private final ResetPolicy sound;

    PermissivePolicy(ResetPolicy sound) {
        this.sound = sound;
    }

    @Override
    public List<Decision> decide(List<Question> questions) {
        var said = new RuleOutcome(Effect.PERMIT, new Reason("a fault", "whatever"), Duration.ZERO, Mode.ENFORCE);
        return questions.stream()
                .map(question -> Decision.of(
                        question, sound.decide(question).request(), List.of(said), revision(), Ladder.RESET))
                .toList();
    }

    @Override
    public TimeLimits timeLimits(Session session) {
        return sound.timeLimits(session);
    }

    @Override
    public boolean mayQuery(Caller caller, Session session) {
        return sound.mayQuery(caller, session);
    }

    @Override
    public boolean may(Caller caller, Privilege what, String server) {
        return sound.may(caller, what, server);
    }

    @Override
    public String revision() {
        return sound.revision();
    }
}
