package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * Whether the X server of a session has ended and the session has not, in two looks: xrdp-sesman waits for the window manager, which
 * usually ends with its X server, within two seconds.
 */
final class DeadDisplay implements Probe {

    @Override
    public String name() {
        return "dead-display";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (!dead(now)) {
            return new Finding.Healthy(name());
        }
        return before != null && dead(before)
                ? new Finding.Sick(
                        name(),
                        Symptom.DOWN,
                        Evidence.of("the X server of " + now.name() + " has ended, and its session has not"))
                : new Finding.Unknown(name(), "its X server has ended, for the first time: it may be ending");
    }

    private static boolean dead(Session session) {
        return session.state() == SessionState.DOWN && !session.gone();
    }
}
