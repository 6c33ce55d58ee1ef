package io.sessionwarden.faults;

import io.sessionwarden.session.Session;

/** What tells of a desktop's session whether it stands whole, and which its processes are. */
final class Desktops {

    static final String KEEPER = "session";
    static final String MANAGER = "manager";
    static final String SERVER = "xserver";
    static final String HELPER = "helper";

    private Desktops() {}

    /** Its window manager runs and its X server answers. */
    static boolean stands(Session session) {
        return session.vital("windowManager").equals("openbox")
                && session.vital("x11").equals("answers");
    }

    static long pid(Session session, String part) {
        return Long.parseLong(session.vital(part).replaceFirst(":.*", ""));
    }

    static boolean lacks(Session session, String part) {
        return session.vital(part).equals("-");
    }
}
