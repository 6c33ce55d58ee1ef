package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.SecondDisplay;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import io.sessionwarden.session.SessionKind;
import io.sessionwarden.session.SessionState;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A desktop as a session, and the words in which it is told. */
final class DesktopSession {

    static final String BOOT = "boot";

    static final String DISPLAY = "display";
    static final String SESSION = "session";
    static final String MANAGER = "manager";
    static final String MANAGER_NAME = "windowManager";
    static final String SERVER = "xserver";
    static final String SERVER_STATE = "xserverState";
    static final String KEPT = "kept";
    static final String CLIENTS = "clients";
    static final String X11 = "x11";
    static final String RFB = "rfb";
    static final String SIZE = "size";
    static final String OPENING = "opening";
    static final String UID = "uid";
    static final String HELPER = "helper";
    static final String HELPER_STATE = "helperState";

    /** Whether what has opened it is known to an xrdp-sesman that runs. */
    static final String SESMAN = "sesman";

    private final String server;
    private final Technology technology;
    private final Look look;

    /**
     * @param server the configured name of the server
     */
    DesktopSession(String server, Technology technology, Look look) {
        this.server = server;
        this.technology = technology;
        this.look = look;
    }

    List<Session> sessions() {
        return look.desktops().stream().map(this::session).toList();
    }

    private Session session(Desktop desktop) {
        var xserver = desktop.server().leader();
        var logonName = desktop.text("name");
        return new Session(
                SessionIdentity.of(
                        server,
                        technology.connector(),
                        Map.of(
                                BOOT,
                                look.boot(),
                                "pid",
                                Integer.toString(xserver.pid()),
                                "start",
                                Long.toString(xserver.startTicks()))),
                Integer.toString(xserver.pid()),
                technology.nameOf(desktop),
                kind(desktop),
                state(desktop),
                false,
                logonName.isEmpty() ? null : logonName,
                Account.ofUid(server, Long.parseLong(desktop.word("uid"))),
                technology.leader(desktop),
                look.booted().plusMillis(xserver.startTicks() * Look.TICK_MILLIS),
                null,
                null,
                vitals(desktop, logonName));
    }

    /** The desktop in which the warden itself runs, or by which it came, would take it along. */
    private static SessionKind kind(Desktop desktop) {
        return desktop.word("asker").equals("yes") ? SessionKind.SERVICES : SessionKind.USER;
    }

    private static SessionState state(Desktop desktop) {
        if (desktop.server().dead()) {
            return SessionState.DOWN;
        }
        if (desktop.word("begins").equals("yes")) {
            return SessionState.INIT;
        }
        return desktop.clients() > 0 ? SessionState.ACTIVE : SessionState.DISCONNECTED;
    }

    private SortedMap<String, String> vitals(Desktop desktop, String logonName) {
        var session = desktop.session();
        var manager = desktop.manager();
        var xserver = desktop.server();
        var vitals = new TreeMap<String, String>();
        vitals.put("user", logonName);
        vitals.put(UID, desktop.word("uid"));
        vitals.put(DISPLAY, desktop.word("display"));
        vitals.put(SESSION, word(session));
        vitals.put(MANAGER, word(manager));
        vitals.put(MANAGER_NAME, manager == null ? "" : manager.name());
        vitals.put(SERVER, word(xserver));
        vitals.put(SERVER_STATE, String.valueOf(xserver.state()));
        vitals.put("leaderState", leaderState(session, manager));
        vitals.put(KEPT, desktop.word("kept"));
        vitals.put(CLIENTS, desktop.word("clients"));
        vitals.put(X11, desktop.text("x11"));
        vitals.put(RFB, desktop.text("rfb"));
        vitals.put(SIZE, desktop.text("size"));
        vitals.put(OPENING, desktop.word("opening"));
        vitals.put(HELPER, word(desktop.helper()));
        vitals.put(HELPER_STATE, helperState(desktop));
        vitals.put(SESMAN, desktop.text("sesman"));
        vitals.put(SecondDisplay.VITAL, activeIn(desktop));
        return vitals;
    }

    private static String helperState(Desktop desktop) {
        var helper = desktop.helper();
        return helper == null ? desktop.text("helper") : String.valueOf(helper.state());
    }

    /** Where its user works instead, while nobody looks at this one. */
    private String activeIn(Desktop desktop) {
        return state(desktop) != SessionState.DISCONNECTED
                ? ""
                : look.desktops().stream()
                        .filter(other -> other.word("uid").equals(desktop.word("uid")))
                        .filter(other -> state(other) == SessionState.ACTIVE)
                        .map(technology::nameOf)
                        .collect(Collectors.joining(" "));
    }

    private static String word(Desktop.@Nullable Member member) {
        return member == null ? Desktop.NOTHING : member.word();
    }

    /** Of what keeps the session and what manages its windows; whether one of them is stopped. */
    private static String leaderState(Desktop.@Nullable Member session, Desktop.@Nullable Member manager) {
        for (var member : new Desktop.@Nullable Member[] {session, manager}) {
            if (member != null && member.stopped()) {
                return "T";
            }
        }
        return manager == null ? "" : String.valueOf(manager.state());
    }
}
