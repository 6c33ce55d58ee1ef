package io.sessionwarden.faults;

import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The kernel's terminals: sessions made with script(1), each known by its mark. */
record TerminalFaults(ShippedThresholds thresholds, Path folder, List<FaultRow> rows) {

    private static final String BUSY = "while :; do echo busy; done";
    private static final String DEAF = "trap '' HUP TERM; echo > deaf; while :; do sleep 1; done";

    void inject() throws Exception {
        rows.add(heals("leader stopped (SIGSTOP)", "sleep 600; true", (script, session) -> signal("STOP", session)));
        rows.add(heals("leader deaf to HUP and TERM, and stopped", DEAF, (script, session) -> {
            while (!Files.exists(folder.resolve("deaf"))) {
                Thread.onSpinWait();
            }
            signal("STOP", session);
        }));
        rows.add(heals("output held by Ctrl-S", BUSY, (script, session) -> script.type("\u0013")));
        rows.add(heals("client reads no more", BUSY, (script, session) -> script.stopReading()));
        rows.add(leaderKilled());
        rows.add(busy());
    }

    /** What is done to one session. */
    @FunctionalInterface
    private interface Harm {
        void to(ScriptSession script, Session session) throws Exception;
    }

    private FaultRow heals(String fault, String command, Harm harm) throws Exception {
        try (var script = new ScriptSession(command, folder);
                var host = watch(script.mark(), false)) {
            var session = host.awaitSession(any -> true);
            return host.heals(fault, () -> harm.to(script, session));
        }
    }

    private FaultRow busy() throws Exception {
        try (var script = new ScriptSession(BUSY, folder);
                var host = watch(script.mark(), false)) {
            host.awaitSession(any -> true);
            return host.ignores("busy for 3 s", "it works", () -> {});
        }
    }

    /** Under something that opens it again after 200 ms, as a getty does. */
    private FaultRow leaderKilled() throws Exception {
        var mark = "faults-" + ProcessHandle.current().pid();
        var keeper = new ProcessBuilder("sh", "-c", "while :; do script -qfc 'exec cat' /dev/null; sleep 0.2; done")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        keeper.environment().put("WARDEN_SESSION", mark);
        var running = keeper.start();
        try (var host = watch(mark, true)) {
            var session = host.awaitSession(one -> one.vital("command").equals("cat"));
            return host.heals("leader killed, under what opens it again after 0.2 s", () -> signal("KILL", session));
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private WatchedHost watch(String mark, boolean standing) {
        return new WatchedHost(
                "terminal",
                new LocalRunner(),
                Map.of(),
                new Selector(false, Map.of("mark", Set.of(mark))),
                standing
                        ? List.of(new SessionName(WatchedHost.SERVER, "terminal", "mark", mark, "seat", true))
                        : List.of(),
                thresholds);
    }

    private static void signal(String name, Session session) throws IOException, InterruptedException {
        long pid = Objects.requireNonNull(session.leader()).pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
