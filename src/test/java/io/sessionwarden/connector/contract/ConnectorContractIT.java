package io.sessionwarden.connector.contract;

import io.sessionwarden.RealHost;
import io.sessionwarden.real.NeedsFakeWindows;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.NeedsSudo;
import io.sessionwarden.real.NeedsSystemd;
import io.sessionwarden.real.NeedsVnc;
import io.sessionwarden.real.NeedsXrdp;
import org.junit.jupiter.api.Nested;

/** Every connector on its real host, by each way that its commands can go. */
class ConnectorContractIT {

    @Nested
    @RealHost(
            programs = {"script", "setpriv", "awk", "stty", "unshare", "mount", "useradd", "userdel"},
            root = true)
    class TerminalHere extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TerminalSessions(Way.Here.open());
        }
    }

    @Nested
    @NeedsSshd
    @RealHost(programs = {"script", "setpriv", "awk", "stty", "unshare", "mount"})
    class TerminalOverSsh extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TerminalSessions(Way.OverSsh.open());
        }
    }

    @Nested
    @NeedsSudo
    @RealHost(programs = {"script", "setpriv", "awk", "stty", "unshare", "mount"})
    class TerminalBySudo extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TerminalSessions(Way.BySudo.open());
        }
    }

    @Nested
    @RealHost(
            programs = {"tmux", "setpriv", "awk", "stty", "unshare", "mount", "useradd", "userdel"},
            root = true)
    class TmuxHere extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TmuxSessions(Way.Here.open());
        }
    }

    @Nested
    @NeedsSshd
    @RealHost(programs = {"tmux", "setpriv", "awk", "stty", "unshare", "mount"})
    class TmuxOverSsh extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TmuxSessions(Way.OverSsh.open());
        }
    }

    @Nested
    @NeedsSudo
    @RealHost(programs = {"tmux", "setpriv", "awk", "stty", "unshare", "mount"})
    class TmuxBySudo extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new TmuxSessions(Way.BySudo.open());
        }
    }

    @Nested
    @NeedsVnc
    class VncHere extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new VncSessions(Way.Here.open());
        }
    }

    @Nested
    @NeedsVnc
    @NeedsSshd
    class VncOverSsh extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new VncSessions(Way.OverSsh.open());
        }
    }

    @Nested
    @NeedsSudo
    @NeedsVnc
    class VncBySudo extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new VncSessions(Way.BySudo.open());
        }
    }

    @Nested
    @NeedsXrdp
    class XrdpHere extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new XrdpSessions(Way.Here.open());
        }
    }

    @Nested
    @NeedsXrdp
    @NeedsSshd
    class XrdpOverSsh extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new XrdpSessions(Way.OverSsh.open());
        }
    }

    @Nested
    @NeedsSudo
    @NeedsXrdp
    class XrdpBySudo extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new XrdpSessions(Way.BySudo.open());
        }
    }

    @Nested
    @NeedsSystemd
    class Logind extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new LogindSessions();
        }
    }

    @Nested
    @NeedsFakeWindows
    class Windows extends ConnectorContract {
        @Override
        RealSessions start() throws Exception {
            return new WindowsSessions();
        }
    }
}
