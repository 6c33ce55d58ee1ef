package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.util.SortedMap;

/** The desktops of one server, by whichever technology. The runner is not its own: closing this host leaves it open. */
abstract class DesktopHost implements SessionHost {

    final Desktops desktops;
    private final Technology technology;

    DesktopHost(Desktops desktops, Technology technology) {
        this.desktops = desktops;
        this.technology = technology;
    }

    @Override
    public final String connector() {
        return technology.connector();
    }

    @Override
    public final Evidence evidence(Session session) throws HostException {
        return desktops.evidence(session);
    }

    @Override
    public final Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public final Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (!rungs(session).contains(rung)) {
            throw new IllegalArgumentException(rung.word() + " cannot be done to " + session.name());
        }
        return take(rung, session, ready);
    }

    /** Takes a rung that the session offers. */
    abstract Act take(Rung rung, Session session, SortedMap<String, String> ready) throws HostException;

    @Override
    public final void close() {
        // Nothing is held between calls.
    }
}
