package io.sessionwarden.connector.desktop;

import io.sessionwarden.session.Leader;

/** What shows desktops, and in what it differs. */
enum Technology {
    /** Each desktop is an X server of TigerVNC's. */
    VNC("vnc", "vnc:", Script.VNC_LIST, false) {
        @Override
        Leader leader(Desktop desktop) {
            return desktop.server().leader();
        }
    },
    /** Each desktop is an Xorg under a process of xrdp-sesman's, which systemd-logind, too, calls the leader of the session. */
    XRDP("xrdp", "rdp:", Script.XRDP_LIST, true) {
        @Override
        Leader leader(Desktop desktop) {
            var keeper = desktop.session();
            return keeper == null ? desktop.server().leader() : keeper.leader();
        }
    };

    private final String connector;
    private final String prefix;
    private final Script list;
    private final boolean keptByRoot;

    Technology(String connector, String prefix, Script list, boolean keptByRoot) {
        this.connector = connector;
        this.prefix = prefix;
        this.list = list;
        this.keptByRoot = keptByRoot;
    }

    /** The connector's name, as in configuration and identities. */
    String connector() {
        return connector;
    }

    /** What people call a desktop. */
    String nameOf(Desktop desktop) {
        return prefix + desktop.word("display");
    }

    /** Lists the desktops. */
    Script list() {
        return list;
    }

    /** Whether what has opened a desktop runs as root, so that only root can signal all of it. */
    boolean keptByRoot() {
        return keptByRoot;
    }

    /** The process that leads it, by which other connectors may know it, too. */
    abstract Leader leader(Desktop desktop);
}
