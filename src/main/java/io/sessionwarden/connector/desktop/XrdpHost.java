package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sessions of one server's xrdp. The runner is not its own: closing this host leaves it open. */
final class XrdpHost extends DesktopHost {

    /** The name of the process that listens; the other service is xrdp-sesman. */
    private static final String XRDP = "xrdp";

    private final Ports ports;
    private final Knocking xrdp = new Knocking(System::nanoTime);
    private final Knocking sesman = new Knocking(System::nanoTime);

    XrdpHost(Desktops desktops, Ports ports) {
        super(desktops, Technology.XRDP);
        this.ports = ports;
    }

    /** Sessions are read from what runs, and so the list is whole also where nobody can log on. */
    @Override
    public Listing list() throws HostException {
        boolean asksXrdp = xrdp.due();
        boolean asksSesman = sesman.due();
        var look = desktops.look(Knocking.word(asksXrdp), ports.listener(), Knocking.word(asksSesman), ports.sesman());
        var faults = new ArrayList<>(desktops.unread(look));
        for (var service : look.services()) {
            var fault = fault(service);
            fault.ifPresent(faults::add);
            if (service.name().equals(XRDP)) {
                xrdp.heard(asksXrdp, fault.isEmpty());
            } else {
                sesman.heard(asksSesman, fault.isEmpty());
            }
        }
        return new Listing(desktops.sessions(look), faults, look.unread() == 0);
    }

    private Optional<ServerFault> fault(Look.Service service) {
        var how = switch (service.state()) {
            case "gone" -> "does not run";
            case "stopped" -> "is stopped by a signal";
            default ->
                switch (service.heard()) {
                    case "silent" -> "gives no answer";
                    case "refused" -> "refuses connections";
                    case "strange" -> "answers in another language than its own";
                    // xrdp-sesman has no port from xrdp 0.10 on.
                    case "absent" -> service.name().equals(XRDP) ? "does not listen at port " + ports.listener() : "";
                    default -> "";
                };
        };
        return how.isEmpty()
                ? Optional.empty()
                : Optional.of(desktops.fault(
                        service.name(),
                        Evidence.of(
                                service.name() + " " + how + ": nobody can log on, or come back to a session",
                                Map.of("state", service.state(), "heard", service.heard()))));
    }

    @Override
    public SortedMap<String, String> values(Session session) {
        var values = new TreeMap<String, String>();
        values.put("window manager", session.vital(DesktopSession.MANAGER_NAME));
        values.put("xrdp-chansrv", session.vital(DesktopSession.HELPER).equals(Desktop.NOTHING) ? "" : "runs");
        values.put("X server", session.vital(DesktopSession.X11));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    @Override
    public Notice warn(Session session, String text) {
        return Notice.untold("xrdp shows no lines to those who look at a session");
    }

    @Override
    public Set<Rung> rungs(Session session) {
        if (session.leader() == null || session.gone()) {
            return EnumSet.of(Rung.RESET);
        }
        var rungs = EnumSet.of(Rung.RESET, Rung.FORCE);
        if (session.state() == SessionState.DOWN) {
            return rungs;
        }
        rungs.add(Rung.CONTINUE);
        boolean answers = session.vital(DesktopSession.X11).equals("answers");
        if (answers && session.state() == SessionState.ACTIVE) {
            rungs.add(Rung.DISCONNECT);
        }
        if (answers && !session.vital(DesktopSession.MANAGER).equals(Desktop.NOTHING)) {
            rungs.add(Rung.LOG_OFF);
        }
        return rungs;
    }

    @Override
    Act take(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (session.leader() == null || session.gone()) {
            return new Act(
                    Act.Result.DONE, List.of("nothing of it is there; its user opens it by logging on"), List.of());
        }
        return desktops.act(rung.word(), session, List.of());
    }

    /** Its user opens the next one, by logging on. */
    @Override
    public boolean reopens(Session session, Rung rung) {
        return false;
    }
}
