package io.sessionwarden.connector.desktop;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.Traces;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The desktops of one server, looked at and acted on, each time in one command. */
final class Desktops {

    /** How often an answer may break off before that is told. */
    private static final int LOOKS = 3;

    /** Beside the pause: act.pl waits three times for what it has killed, and for vncserver. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private static final Duration OPENING = Duration.ofSeconds(16);

    private final Target target;
    private final Settings settings;

    Desktops(Target target, Settings settings) {
        this.target = target;
        this.settings = settings;
    }

    /**
     * What stands.
     *
     * @param knock whether the RFB ports, too, are asked
     */
    Look look(boolean knock) throws HostException {
        return Look.of(target.runner()
                .run(Script.VNC_LIST.command(
                        target.timeout(), List.of(millis(settings.answer()), knock ? "yes" : "no"))));
    }

    /** The processes of the session, and what was seen of it when it was listed. */
    Evidence evidence(Session session) throws HostException {
        var traces = new Traces();
        for (var vital : List.of(
                DesktopSession.DISPLAY,
                DesktopSession.CLIENTS,
                DesktopSession.X11,
                DesktopSession.RFB,
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
                session.vital(DesktopSession.SERVER));
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
        var lines =
                Answer.whole(target.runner().run(Script.ACT.asUser(time, session.vital(DesktopSession.UID), words)));
        return ActReport.of(lines, deed, session.name());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
