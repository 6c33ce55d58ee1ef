package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing manages the windows any more, in two looks: what is left of the session can be looked at, but hardly used. Where it
 * is not known what did, it is not missed.
 */
final class NoWindowManager implements Probe {

    @Override
    public String name() {
        return "no-window-manager";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (!missing(now)) {
            return new Finding.Healthy(name());
        }
        return before != null && missing(before)
                ? new Finding.Sick(
                        name(),
                        Symptom.NO_WINDOW_MANAGER,
                        Evidence.of("the window manager of " + now.name() + " has ended, and its session has not"))
                : new Finding.Unknown(name(), "without a window manager, for the first time: it may be ending");
    }

    private static boolean missing(Session session) {
        return session.state() != SessionState.DOWN
                && session.state() != SessionState.INIT
                && !session.vital(DesktopSession.SESSION).equals(Desktop.NOTHING)
                && session.vital(DesktopSession.MANAGER).equals(Desktop.NOTHING);
    }
}
