package io.sessionwarden.faults;

import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.FakeWindows;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Symptom;
import java.util.List;
import java.util.Map;

/** A host whose commands answer as those of Windows do, over a real sshd; it proves nothing of a real Windows. */
record WindowsFaults(ShippedThresholds thresholds, List<FaultRow> rows) {

    private static final String ANN = "3|rdp-tcp#4|ann|Active|1:09|11/25/2026 8:30 AM|S-1-5-21-1-2-3-1001|TS1";
    private static final String STUCK = "5|rdp-tcp#6||Conn";
    private static final String TWIN = "4||ann|Disc|1:09|11/24/2026 9:00 AM|S-1-5-21-1-2-3-1001|TS1";

    void inject() throws Exception {
        try (var windows = FakeWindows.start()) {
            in(
                    windows,
                    host -> host.heals(
                            "session Down, without a name",
                            Symptom.DOWN,
                            "reset",
                            () -> windows.sessions(ANN, "9|||Down")));
            in(
                    windows,
                    host -> host.heals(
                            "session Down, and its reset takes three more lists", Symptom.DOWN, "reset", () -> {
                                windows.set("slow", "3");
                                windows.sessions(ANN, "9|||Down");
                            }));
            in(
                    windows,
                    host -> host.heals(
                            "Conn without a user that stays (over 10 s)",
                            Symptom.STUCK_STATE,
                            "reset",
                            () -> windows.sessions(ANN, STUCK)));
            in(
                    windows,
                    host -> host.heals(
                            "the same user disconnected and active (black screen)",
                            Symptom.SECOND_DISPLAY,
                            "reset",
                            () -> windows.sessions(ANN, TWIN)));
            in(
                    windows,
                    host -> host.tells(
                            "access denied (error 5)", "a right is missing", () -> windows.set("error", "qwinsta=5")));
            in(
                    windows,
                    host -> host.tells(
                            "RPC unavailable (error 1722)",
                            "nothing is known of its sessions",
                            () -> windows.set("error", "qwinsta=1722")));
            in(
                    windows,
                    host -> host.tells(
                            "qwinsta hangs", "nothing is known of its sessions", () -> windows.set("hang", "qwinsta")));
        }
    }

    /** What is done to one host. */
    @FunctionalInterface
    private interface Harm {
        FaultRow to(WatchedHost host) throws Exception;
    }

    private void in(FakeWindows windows, Harm harm) throws Exception {
        windows.reset();
        windows.sessions(ANN);
        try (var runner = new SshRunner(windows.sshd().target());
                var host = new WatchedHost("windows", runner, Map.of(), Selector.ALL, List.of(), thresholds)) {
            host.awaitSession(one -> one.logonName() != null);
            rows.add(harm.to(host));
        }
    }
}
