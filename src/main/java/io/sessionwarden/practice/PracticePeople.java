package io.sessionwarden.practice;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Screen;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The made-up people of practice. The sessions of practice are real, but an unprivileged user cannot log on as several
 * people, and practice has to show whose sessions are whose: so this stands before the connector's own host, lets through
 * only the sessions of this practice (by their vital {@code mark}; no other is ever listed or reset by it), and gives each the name of its seat, the logon name and the account of the person who is said to sit there, and the word that it
 * should always stand. All else, the identity and what is done to it, is the connector's and real.
 */
public final class PracticePeople implements SessionHost {

    private final SessionHost host;
    private final PracticeSessions practice;

    /**
     * @param host the terminal connector's host on this machine; closed with this
     * @param practice whose sessions are let through; not closed with this
     */
    public PracticePeople(SessionHost host, PracticeSessions practice) {
        this.host = host;
        this.practice = practice;
    }

    @Override
    public String connector() {
        return host.connector();
    }

    @Override
    public Listing list() throws HostException {
        var listing = host.list();
        return new Listing(listing.sessions().stream().flatMap(this::seated).toList(), listing.faults());
    }

    private Stream<Session> seated(Session session) {
        return practice.seatOf(session).stream()
                .map(seat -> session.named(seat.name(), true).ownedBy(seat.logonName(), seat.account()));
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        return host.evidence(session);
    }

    @Override
    public Optional<Screen> screen(Session session) throws HostException {
        return host.screen(session);
    }

    @Override
    public SortedMap<String, String> values(Session session) throws HostException {
        return host.values(session);
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        return practice.seatOf(session).isEmpty()
                ? Notice.untold("practice speaks to its own sessions only")
                : host.warn(session, text);
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Set<Rung> rungs(Session session) {
        return host.rungs(session);
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (practice.seatOf(session).isEmpty()) {
            throw new HostException(
                    HostException.Fault.NOT_PERMITTED, "practice resets its own sessions only, not " + session.name());
        }
        return host.perform(rung, session, ready);
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return host.reopens(session, rung);
    }

    @Override
    public void close() {
        host.close();
    }
}
