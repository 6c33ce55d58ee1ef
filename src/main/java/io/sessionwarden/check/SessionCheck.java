package io.sessionwarden.check;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A check that is asked of each session: sick where it is critical, unknown where it is unknown or gives no answer. */
public final class SessionCheck implements Probe {

    private final Check check;
    private final Asking asking;

    /**
     * @param runner runs commands on the sessions' server
     * @param clock the time
     */
    public SessionCheck(Check check, CommandRunner runner, InstantSource clock) {
        this.check = check;
        this.asking = new Asking(check, runner, clock);
    }

    @Override
    public String name() {
        return "check-" + check.name();
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (now.kind() != SessionKind.USER || now.state() == SessionState.DOWN) {
            return new Finding.Healthy(name());
        }
        var command = check.command(now);
        if (command.isEmpty()) {
            return new Finding.Unknown(
                    name(), "the session lacks a field of the check's arguments, or it begins with '-'");
        }
        var answer = asking.ask(command.get());
        if (asking.sick(answer)) {
            return new Finding.Sick(name(), Symptom.FAILED_CHECK, answer.evidence(check));
        }
        return answer.status() == PluginAnswer.Status.UNKNOWN
                ? new Finding.Unknown(name(), answer.line())
                : new Finding.Healthy(name());
    }
}
