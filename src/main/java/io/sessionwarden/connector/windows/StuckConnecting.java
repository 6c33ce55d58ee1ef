package io.sessionwarden.connector.windows;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sick while a session is on its way in or out: connecting, being set up, being reset, or connected over the network without a
 * user, as one is whose logon screen never comes. How long that may take is for the table of thresholds to say. A console
 * that is connected and has no user shows its logon screen, and is well.
 */
final class StuckConnecting implements Probe {

    @Override
    public String name() {
        return "stuck-connecting";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        boolean waiting = now.kind() == SessionKind.USER
                && (now.state().passing() || (now.state() == SessionState.CONNECTED && now.logonName() == null));
        return waiting
                ? new Finding.Sick(
                        name(),
                        Symptom.STUCK_STATE,
                        Evidence.of(
                                "still in state " + now.state().label(),
                                Map.of("state", now.vital("word"), "session", now.vital("session"))))
                : new Finding.Healthy(name());
    }
}
