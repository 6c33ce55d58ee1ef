package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The desktops of one server's TigerVNC. The runner is not its own: closing this host leaves it open. */
final class VncHost extends DesktopHost {

    /** What act.pl takes for the rung where there is nothing else to do, and before the words that vncserver is called with. */
    private static final String OPEN = "open";

    private static final String OPTIONS = "options";

    private final Knocking knocking = new Knocking(System::nanoTime);

    VncHost(Desktops desktops) {
        super(desktops, Technology.VNC);
    }

    @Override
    public Listing list() throws HostException {
        boolean knock = knocking.due();
        var look = desktops.look(Knocking.word(knock));
        knocking.heard(knock, look.desktops().stream().noneMatch(VncHost::doubtful));
        return new Listing(desktops.sessions(look), desktops.unread(look));
    }

    /** Then its RFB port, too, is asked in the next look. */
    private static boolean doubtful(Desktop desktop) {
        return !desktop.word("x11").equals("answers") || desktop.word("rfb").equals("silent");
    }

    @Override
    public SortedMap<String, String> values(Session session) {
        var values = new TreeMap<String, String>();
        var opening = session.vital(DesktopSession.OPENING);
        if (!opening.isEmpty() && !opening.equals(Desktop.NOTHING)) {
            values.put(OPTIONS, opening);
        }
        values.put("size", session.vital(DesktopSession.SIZE));
        values.put("window manager", session.vital(DesktopSession.MANAGER_NAME));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    @Override
    public Notice warn(Session session, String text) {
        return Notice.untold("VNC shows no lines to those who look at a desktop");
    }

    @Override
    public Set<Rung> rungs(Session session) {
        if (session.leader() == null || session.state() == SessionState.DOWN) {
            return EnumSet.of(Rung.RESET);
        }
        var rungs = EnumSet.of(Rung.CONTINUE, Rung.RESET, Rung.FORCE);
        // Nothing opens it again that has closed: where it is to stand, only a reset brings it back.
        if (!session.standing() && session.vital(DesktopSession.X11).equals("answers")) {
            rungs.add(Rung.LOG_OFF);
        }
        return rungs;
    }

    @Override
    Act take(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (session.leader() == null) {
            return new Act(
                    Act.Result.DONE, List.of("it has never been seen: there is nothing to open again"), List.of());
        }
        return desktops.act(
                session.vital("leader").equals("gone") ? OPEN : rung.word(),
                session,
                reopens(session, rung) ? opening(session, ready) : List.of());
    }

    private static List<String> opening(Session session, SortedMap<String, String> ready) {
        var words = new ArrayList<>(List.of(OPEN));
        var options = ready.getOrDefault(OPTIONS, session.vital(DesktopSession.OPENING));
        for (var word : options.split("%0A", -1)) {
            words.add(Desktop.decoded(word));
        }
        words.removeIf(String::isEmpty);
        return words;
    }

    /** Where vncserver has opened it, and therefore can again. */
    @Override
    public boolean reopens(Session session, Rung rung) {
        return rung != Rung.LOG_OFF && session.vital(DesktopSession.KEPT).equals("yes");
    }
}
