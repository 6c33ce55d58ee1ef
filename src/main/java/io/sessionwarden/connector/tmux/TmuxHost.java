package io.sessionwarden.connector.tmux;

import io.sessionwarden.connector.Target;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Screen;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The panes of one server's tmux servers. The runner is not its own: closing this host leaves it open. */
final class TmuxHost implements SessionHost {

    static final String CONNECTOR = "tmux";

    /** Less than that is no time for a server to answer in, however many there are. */
    private static final Duration LEAST = Duration.ofMillis(250);

    /** Of a standing session that nobody has opened since the warden started. */
    private static final String NEVER_SEEN = "no pane of it was ever seen";

    private final Target target;
    private final List<TmuxSocket> sockets;

    TmuxHost(Target target, List<TmuxSocket> sockets) {
        this.target = target;
        this.sockets = List.copyOf(sockets);
    }

    @Override
    public String connector() {
        return CONNECTOR;
    }

    /** Socket by socket; one that does not answer takes its share of the time-out and no more. */
    @Override
    public Listing list() throws HostException {
        long end = System.nanoTime() + target.timeout().toNanos();
        var sessions = new ArrayList<Session>();
        var faults = new ArrayList<ServerFault>();
        int waiting = sockets.size();
        for (TmuxSocket socket : sockets) {
            Duration share = Duration.ofNanos((end - System.nanoTime()) / waiting--);
            Listing seen = socket.list(share.compareTo(LEAST) < 0 ? LEAST : share);
            sessions.addAll(seen.sessions());
            faults.addAll(seen.faults());
        }
        return new Listing(sessions, faults);
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        return TmuxPane.isNone(session)
                ? Evidence.of(NEVER_SEEN)
                : pane(session).evidence();
    }

    @Override
    public Optional<Screen> screen(Session session) throws HostException {
        return TmuxPane.isNone(session) ? Optional.empty() : pane(session).screen();
    }

    @Override
    public SortedMap<String, String> values(Session session) throws HostException {
        return TmuxPane.isNone(session) ? new TreeMap<>() : pane(session).values();
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        return pane(session).warn(text);
    }

    /** tmux itself remembers what it started in the pane, and where: {@code ready} is not needed. */
    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Set<Rung> rungs(Session session) {
        return TmuxPane.isNone(session) ? EnumSet.of(Rung.RESET) : pane(session).rungs();
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        return TmuxPane.isNone(session)
                ? new Act(Act.Result.DONE, List.of(NEVER_SEEN + ": there is nothing to respawn"), List.of())
                : pane(session).perform(rung);
    }

    private TmuxPane pane(Session session) {
        var pane = new TmuxPane(target, session);
        if (sockets.stream().noneMatch(socket -> socket.isAt(pane.socket()))) {
            throw new IllegalArgumentException(session.identity() + " lies behind no socket of this host");
        }
        return pane;
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return rung != Rung.LOG_OFF;
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }
}
