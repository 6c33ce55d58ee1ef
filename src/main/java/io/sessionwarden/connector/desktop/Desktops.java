package io.sessionwarden.connector.desktop;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.Traces;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The desktops that one technology shows on one server, looked at and acted on, each time in one command. */
final class Desktops {

    /** How often an answer may break off before that is told. */
    private static final int LOOKS = 3;

    /** Beside the pause: act.pl waits three times for what it has killed, and for vncserver. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private static final Duration OPENING = Duration.ofSeconds(16);

    private final Target target;
    private final Technology technology;
    private final Settings settings;

    Desktops(Target target, Technology technology, Settings settings) {
        this.target = target;
        this.technology = technology;
        this.settings = settings;
    }

    /**
     * What stands.
     *
     * @param more what the listing script takes beside its time
     */
    Look look(String... more) throws HostException {
        var words = new ArrayList<>(List.of(millis(settings.answer())));
        words.addAll(List.of(more));
        return Look.of(target.runner().run(technology.list().command(target.timeout(), words)));
    }

    /** The sessions that were seen in a look. */
    List<Session> sessions(Look look) {
        return new DesktopSession(target.server(), technology, look).sessions();
    }

    /** What of a look makes no sense, as a fault of the server: sessions may be missing from it. */
    List<ServerFault> unread(Look look) {
        return look.unread() == 0
                ? List.of()
                : List.of(fault("the list", Evidence.of("the list has lines that make no sense")));
    }

    /** Something of the server that may be passing: a service is restarted, a machine is busy. */
    ServerFault fault(String what, Evidence evidence) {
        return new ServerFault(target.server(), technology.connector(), what, false, evidence);
    }

    /** The processes of the session, and what was seen of it when it was listed. */
    Evidence evidence(Session session) throws HostException {
        var traces = new Traces();
        for (var vital : List.of(
                DesktopSession.DISPLAY,
                DesktopSession.CLIENTS,
                DesktopSession.X11,
                DesktopSession.RFB,
                DesktopSession.HELPER_STATE,
                DesktopSession.SESMAN,
                DesktopSession.MANAGER_NAME,
                DesktopSession.SERVER_STATE)) {
            traces.fact(vital, session.vital(vital));
        }
        for (int more = LOOKS - 1; ; more--) {
            try {
                Answer.whole(target.runner().run(Script.EVIDENCE.command(target.timeout(), members(session))))
                        .forEach(traces::take);
                return traces.evidence();
            } catch (HostException e) {
                if (e.fault() != Fault.GARBLED || more == 0) {
                    throw e;
                }
            }
        }
    }

    private static List<String> members(Session session) {
        return List.of(
                session.vital(DesktopSession.SESSION),
                session.vital(DesktopSession.MANAGER),
                session.vital(DesktopSession.SERVER),
                session.vital(DesktopSession.HELPER));
    }

    /**
     * Takes one rung.
     *
     * @param deed the rung's word, or {@code open} where the desktop has gone and only its opening is left to do
     * @param opening how vncserver opens it again; empty where it does not
     */
    Act act(String deed, Session session, List<String> opening) throws HostException {
        var words = new ArrayList<>(List.of(
                session.identity().parts().getOrDefault(DesktopSession.BOOT, ""),
                deed,
                session.vital(DesktopSession.DISPLAY),
                millis(settings.pause())));
        words.addAll(members(session));
        words.add(session.vital(DesktopSession.X11).equals("answers") ? "no" : "yes");
        words.add(session.vital(DesktopSession.UID));
        words.addAll(opening);
        var time =
                target.timeout().plus(settings.pause()).plus(ENDING).plus(opening.isEmpty() ? Duration.ZERO : OPENING);
        var lines = Answer.whole(target.runner()
                .run(Script.ACT.asUser(time, session.vital(DesktopSession.UID), technology.keptByRoot(), words)));
        return ActReport.of(lines, deed, session.name());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
