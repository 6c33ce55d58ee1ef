package io.sessionwarden.faults;

import static io.sessionwarden.faults.Desktops.pid;

import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.RdpServer;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions of a real xrdp, logged on to by RDP, each fault in a session of its own. */
record XrdpFaults(ShippedThresholds thresholds, List<FaultRow> rows) {

    void inject() throws Exception {
        try (var account = ThrowawayAccount.create();
                var rdp = RdpServer.start(account)) {
            ofSessions(account, rdp);
            ofServices(account, rdp);
        }
    }

    private void ofSessions(ThrowawayAccount account, RdpServer rdp) throws Exception {
        in(
                account,
                rdp,
                (session, host) -> host.heals(
                        "Xorg stopped (SIGSTOP)",
                        Symptom.FROZEN_DISPLAY,
                        "continue",
                        () -> rdp.signal("STOP", pid(session, Desktops.SERVER))));
        in(
                account,
                rdp,
                (session, host) -> host.ignores(
                        "Xorg killed",
                        "the session ends by itself",
                        () -> rdp.signal("KILL", pid(session, Desktops.SERVER))));
        rdp.windowManager("sleep 600");
        in(
                account,
                rdp,
                (session, host) -> host.heals(
                        "Xorg killed, under a window manager that needs none",
                        Symptom.DOWN,
                        "reset",
                        () -> rdp.signal("KILL", pid(session, Desktops.SERVER))));
        rdp.windowManager("openbox");
        in(
                account,
                rdp,
                (session, host) -> host.heals(
                        "window manager stopped",
                        Symptom.STOPPED,
                        "continue",
                        () -> rdp.signal("STOP", pid(session, Desktops.MANAGER))));
        in(
                account,
                rdp,
                (session, host) -> host.ends(
                        "window manager killed, under a session process that is stopped",
                        Symptom.STOPPED,
                        "continue",
                        () -> {
                            rdp.signal("STOP", pid(session, Desktops.KEEPER));
                            rdp.signal("KILL", pid(session, Desktops.MANAGER));
                        }));
        in(
                account,
                rdp,
                (session, host) -> host.heals(
                        "xrdp-chansrv killed",
                        Symptom.HELPER_DEAD,
                        "reset",
                        () -> rdp.signal("KILL", pid(session, Desktops.HELPER))));
        in(
                account,
                rdp,
                (session, host) -> host.ignores(
                        "session process killed while somebody works",
                        "nobody is thrown out of their work",
                        () -> rdp.signal("KILL", pid(session, Desktops.KEEPER))));
        in(account, rdp, (session, host) -> {
            hangUp(rdp, host);
            return host.heals(
                    "session process killed, nobody connected",
                    Symptom.ORPHANED,
                    "reset",
                    () -> rdp.signal("KILL", pid(session, Desktops.KEEPER)));
        });
        in(account, rdp, (session, host) -> {
            hangUp(rdp, host);
            return host.heals(
                    "the same user disconnected, and logged on with another size of screen",
                    Symptom.SECOND_DISPLAY,
                    "reset",
                    () -> rdp.logOn("800x600"));
        });
    }

    private void ofServices(ThrowawayAccount account, RdpServer rdp) throws Exception {
        var serves = "its sessions go on";
        in(
                account,
                rdp,
                (session, host) -> host.tells("xrdp-sesman stopped (SIGSTOP)", serves, () -> rdp.signalSesman("STOP")));
        in(account, rdp, (session, host) -> host.tells("xrdp stopped (SIGSTOP)", serves, () -> rdp.signalXrdp("STOP")));
        in(account, rdp, (session, host) -> {
            // What serves a client keeps the port.
            hangUp(rdp, host);
            return host.tells("xrdp killed, nobody connected", serves, rdp::killXrdp);
        });
        in(account, rdp, (session, host) -> host.tells("xrdp-sesman killed", serves, rdp::killSesman));
        in(account, rdp, (session, host) -> {
            hangUp(rdp, host);
            return host.heals(
                    "xrdp-sesman killed and started again, nobody connected", Symptom.ORPHANED, "reset", () -> {
                        rdp.killSesman();
                        rdp.restart();
                    });
        });
    }

    private static void hangUp(RdpServer rdp, WatchedHost host) throws Exception {
        rdp.hangUp();
        host.awaitSession(one -> one.state() == SessionState.DISCONNECTED);
    }

    /** What is done to one session. */
    @FunctionalInterface
    private interface Harm {
        FaultRow to(Session session, WatchedHost host) throws Exception;
    }

    private void in(ThrowawayAccount account, RdpServer rdp, Harm harm) throws Exception {
        var settings = Map.of(
                "port", List.of(Integer.toString(rdp.port())),
                "sesman-port", List.of(Integer.toString(rdp.sesmanPort())));
        var own = new Selector(false, Map.of("user", Set.of(account.name())));
        try (var host = new WatchedHost("xrdp", new LocalRunner(), settings, own, List.of(), thresholds)) {
            rdp.logOn();
            rows.add(harm.to(host.awaitSession(XrdpFaults::stands), host));
        } finally {
            rdp.restart();
            rdp.endSessions();
        }
    }

    private static boolean stands(Session session) {
        return session.state() == SessionState.ACTIVE
                && session.vital("windowManager").matches("openbox|sleep")
                && session.vital("x11").equals("answers")
                && !Desktops.lacks(session, Desktops.HELPER);
    }
}
