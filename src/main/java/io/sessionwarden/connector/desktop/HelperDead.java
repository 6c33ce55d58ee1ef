package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * Whether xrdp-chansrv, which brings clipboard, drives and sound, has ended while its session goes on. Nobody starts it again, and
 * nobody is told.
 */
final class HelperDead implements Probe {

    @Override
    public String name() {
        return "helper-dead";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        boolean dead = now.state() != SessionState.DOWN
                && now.vital(DesktopSession.HELPER_STATE).equals("gone");
        return dead
                ? new Finding.Sick(
                        name(),
                        Symptom.HELPER_DEAD,
                        Evidence.of("xrdp-chansrv of " + now.name() + " has ended: no clipboard, drives and sound"))
                : new Finding.Healthy(name());
    }
}
