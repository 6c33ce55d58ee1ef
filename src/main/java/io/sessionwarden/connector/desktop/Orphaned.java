package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * Whether nobody is connected to a session, in two looks, and nobody can be any more, because no xrdp-sesman that runs knows it: a
 * logon opens a new one. As long as somebody is connected, it is in use.
 */
final class Orphaned implements Probe {

    @Override
    public String name() {
        return "orphaned";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (!orphaned(now)) {
            return new Finding.Healthy(name());
        }
        return before != null && orphaned(before)
                ? new Finding.Sick(
                        name(),
                        Symptom.ORPHANED,
                        Evidence.of("no xrdp-sesman knows " + now.name()
                                + " any more: its user cannot come back to it, and it goes on"))
                : new Finding.Unknown(name(), "no xrdp-sesman knows it, for the first time: it may be ending");
    }

    private static boolean orphaned(Session session) {
        return session.state() == SessionState.DISCONNECTED
                && session.vital(DesktopSession.SESMAN).equals("no");
    }
}
