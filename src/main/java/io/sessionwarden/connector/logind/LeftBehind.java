package io.sessionwarden.connector.logind;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sick where a session's leader has gone and what it has left goes on. That is often a person's wish: a job under nohup, a
 * tmux server.
 */
final class LeftBehind implements Probe {

    @Override
    public String name() {
        return "left-behind";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (!isLeft(now)) {
            return new Finding.Healthy(name());
        }
        if (before == null || !isLeft(before)) {
            return new Finding.Unknown(name(), "its leader has gone: logind may not have noticed yet");
        }
        return new Finding.Sick(
                name(),
                Symptom.ORPHANED,
                Evidence.of(
                        "its leader has gone, and what it has left goes on in " + now.vital(LoginSession.SCOPE),
                        Map.of(
                                "state",
                                now.vital(LoginSession.LOGIND_STATE),
                                LoginSession.SCOPE_STATE,
                                now.vital(LoginSession.SCOPE_STATE))));
    }

    /** What systemd ends already is stuck where it does not end, and no longer merely left; of what is down nothing is. */
    private static boolean isLeft(Session session) {
        return session.vital(LoginSession.LEADER).equals("gone")
                && session.state() != SessionState.DOWN
                && !session.state().passing();
    }
}
