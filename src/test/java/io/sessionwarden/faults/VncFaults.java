package io.sessionwarden.faults;

import static io.sessionwarden.faults.Desktops.pid;

import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.VncDesktops;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Desktops of TigerVNC, each fault in a desktop of its own. */
record VncFaults(ShippedThresholds thresholds, List<FaultRow> rows) {

    void inject() throws Exception {
        try (var account = ThrowawayAccount.create()) {
            in(
                    account,
                    false,
                    (vnc, session, host) -> host.heals(
                            "X server stopped (SIGSTOP)",
                            Symptom.FROZEN_DISPLAY,
                            "continue",
                            () -> vnc.signal("STOP", pid(session, Desktops.SERVER))));
            in(
                    account,
                    false,
                    (vnc, session, host) -> host.heals(
                            "window manager stopped",
                            Symptom.STOPPED,
                            "continue",
                            () -> vnc.signal("STOP", pid(session, Desktops.MANAGER))));
            in(
                    account,
                    false,
                    (vnc, session, host) -> host.heals(
                            "vncserver stopped",
                            Symptom.STOPPED,
                            "continue",
                            () -> vnc.signal("STOP", pid(session, Desktops.KEEPER))));
            in(
                    account,
                    true,
                    (vnc, session, host) -> host.heals(
                            "X server killed, of a desktop that is declared to be standing",
                            Symptom.DEAD_LEADER,
                            "reset",
                            () -> vnc.signal("KILL", pid(session, Desktops.SERVER))));
            in(
                    account,
                    false,
                    (vnc, session, host) -> host.ignores(
                            "X server killed, of any other desktop",
                            "it has ended; nobody has declared that it is to stand",
                            () -> vnc.signal("KILL", pid(session, Desktops.SERVER))));
        }
    }

    /** What is done to one desktop. */
    @FunctionalInterface
    private interface Harm {
        FaultRow to(VncDesktops vnc, Session session, WatchedHost host) throws Exception;
    }

    private void in(ThrowawayAccount account, boolean standing, Harm harm) throws Exception {
        var vnc = new VncDesktops(account);
        int display = vnc.freeDisplay();
        var name = new SessionName(WatchedHost.SERVER, "vnc", "display", Integer.toString(display), "desk", true);
        try (var host = new WatchedHost(
                "vnc",
                new LocalRunner(),
                Map.of(),
                new Selector(false, Map.of("user", Set.of(account.name()))),
                standing ? List.of(name) : List.of(),
                thresholds)) {
            vnc.open(display);
            rows.add(harm.to(vnc, host.awaitSession(Desktops::stands), host));
        } finally {
            vnc.end(display);
        }
    }
}
