package io.sessionwarden.connector.desktop;

import io.sessionwarden.fuzz.FuzzTarget;
import io.sessionwarden.fuzz.Input;
import io.sessionwarden.fuzz.Listed;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.session.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** What the scripts print of desktops, in which users name processes and pass words as they like. */
public final class DesktopFuzz {

    private static final String HOST = "host 01234567-89ab-cdef-0123-456789abcdef 1700000000\n";
    private static final String LIST = HOST
            + "session asker=no clients=1 display=61 kept=yes manager=12:345:S:openbox name=ann opening=-localhost%0Ayes"
            + " rfb=answers server=11:340:S:Xtigervnc session=10:300:S:vncserver size=640x480 uid=1000 x11=answers\n"
            + "session asker=yes clients=0 display=62 name=bob server=21:340:T:Xvnc uid=1001 x11=silent\nend\n";

    private static final String XRDP_LIST = HOST
            + "service xrdp runs answers\nservice xrdp-sesman gone unasked\n"
            + "session asker=no begins=no clients=1 display=10 helper=gone manager=22:340:S:openbox name=ann"
            + " server=23:345:S:Xorg sesman=yes session=21:330:S:xrdp-sesman uid=1000 x11=answers\n"
            + "session asker=no begins=no clients=0 display=11 helper=- manager=- name=ann"
            + " server=33:345:Z:Xorg sesman=no session=- uid=1000 x11=gone\nend\n";

    private DesktopFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofText("desktop-list", DesktopFuzz::list, LIST, LIST.replace("server=11", "server=09")),
                FuzzTarget.ofText("xrdp-list", DesktopFuzz::xrdpList, XRDP_LIST, XRDP_LIST.replace("=23:", "=023:")),
                FuzzTarget.ofBuilt("desktop-known", DesktopFuzz::known, 30),
                FuzzTarget.ofText(
                        "desktop-act",
                        DesktopFuzz::act,
                        "asked 12 openbox\nkilled 11 Xtigervnc\ntidied /tmp/.X61-lock\nopened\nend\n",
                        "kept 12 open%20box\nstands\nunopened it%0Afailed\nend\n",
                        "other\nend\n"));
    }

    private static Listing listing(Technology technology, String said) throws HostException {
        return new Listing(
                new DesktopSession("s", technology, Look.of(new CommandResult(0, said, ""))).sessions(), List.of());
    }

    private static void list(Input input) throws HostException {
        var said = input.rest();
        Listed.stems(listing(Technology.VNC, said), said);
    }

    private static void xrdpList(Input input) throws HostException {
        var said = input.rest();
        Listed.stems(listing(Technology.XRDP, said), said);
    }

    private static void known(Input input) throws HostException {
        var said = new StringBuilder(HOST);
        var known = new TreeMap<String, String>();
        int pid = 100;
        for (int more = 1 + input.below(5); more > 0; more--) {
            pid += 1 + input.below(2000);
            int uid = 1000 + input.below(60_000);
            said.append("session asker=no clients=0 display=" + more + " kept=yes manager=9:1:S:"
                    + encoded(input.word(15))
                    + "- name=" + encoded(input.word(32)) + " opening=" + encoded(input.word(100)) + " server=" + pid
                    + ":7:S:" + encoded(input.word(15)) + "- uid=" + uid + " x11=answers\n");
            known.put(Integer.toString(pid), Account.ofUid("s", uid) + " vnc:" + more);
        }
        var listing = listing(Technology.VNC, said.append("end\n").toString());
        Listed.exactly(known, listing, session -> session.account() + " " + session.name());
        Listed.check(listing, said.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void act(Input input) throws HostException {
        var lines = Answer.whole(new CommandResult(0, input.rest(), ""));
        for (var deed : List.of("reset", "log-off", "continue", "open")) {
            ActReport.of(lines, deed, "vnc:61");
        }
    }
}
