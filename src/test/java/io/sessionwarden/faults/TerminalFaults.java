package io.sessionwarden.faults;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.real.FrozenDisk;
import io.sessionwarden.real.Leaders;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.SshClient;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionName;
import io.sessionwarden.session.Symptom;
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
        rows.add(heals(
                "leader stopped (SIGSTOP)",
                Symptom.STOPPED,
                "continue",
                "sleep 600; true",
                (script, session) -> signal("STOP", session)));
        rows.add(heals(
                "leader deaf to HUP and TERM, and stopped", Symptom.STOPPED, "continue", DEAF, (script, session) -> {
                    while (!Files.exists(folder.resolve("deaf"))) {
                        Thread.onSpinWait();
                    }
                    signal("STOP", session);
                }));
        rows.add(heals(
                "output held by Ctrl-S",
                Symptom.OUTPUT_BLOCKED,
                "continue",
                BUSY,
                (script, session) -> script.type("\u0013")));
        rows.add(heals(
                "client reads no more",
                Symptom.OUTPUT_BLOCKED,
                "continue, then reset",
                BUSY,
                (script, session) -> script.stopReading()));
        rows.add(clientGone(
                "cable of an SSH client cut, a line sent each second",
                Symptom.CLIENT_GONE,
                "reset",
                "while :; do echo tick; sleep 1; done"));
        rows.add(clientGone(
                "cable of an SSH client cut, much sent to it", Symptom.OUTPUT_BLOCKED, "continue, then reset", BUSY));
        rows.add(uninterruptible());
        rows.add(runaway());
        rows.add(zombie());
        rows.add(leaderKilled());
        rows.add(busy());
    }

    /** What is done to one session. */
    @FunctionalInterface
    private interface Harm {
        void to(ScriptSession script, Session session) throws Exception;
    }

    private FaultRow heals(String fault, Symptom symptom, String rungs, String command, Harm harm) throws Exception {
        try (var script = new ScriptSession(command, folder);
                var host = watch(script.mark(), false)) {
            var session = host.awaitSession(any -> true);
            return host.heals(fault, symptom, rungs, () -> harm.to(script, session));
        }
    }

    private FaultRow clientGone(String fault, Symptom symptom, String rungs, String command) throws Exception {
        try (var sshd = LoopbackSshd.start("ed25519");
                var client = SshClient.logOn(sshd, command);
                var host = watch(Map.of("user", Set.of(sshd.account().name())), List.of())) {
            host.awaitSession(any -> true);
            return host.heals(fault, symptom, rungs, client::cut);
        }
    }

    private FaultRow uninterruptible() throws Exception {
        try (var disk = FrozenDisk.within(folder);
                var script = new ScriptSession(
                        "while :; do echo sale >> " + disk.folder() + "/sales; sleep 0.1; done", folder);
                var host = watch(script.mark(), false)) {
            host.awaitSession(any -> true);
            return host.escalates(
                    "leader writes to a file system that is frozen (state D)",
                    Symptom.UNINTERRUPTIBLE,
                    "reset, then force",
                    "no signal reaches it until that is thawed",
                    disk::freeze);
        }
    }

    private FaultRow runaway() throws Exception {
        try (var script = new ScriptSession("trap '' HUP; while :; do :; done", folder);
                var host = watchAlsoWhatIsLeft(script)) {
            var session = host.awaitSession(any -> true);
            return host.heals(
                    "terminal gone, and its program, deaf to HUP, only runs",
                    Symptom.RUNAWAY,
                    "reset",
                    () -> signal("KILL", client(session)));
        }
    }

    private FaultRow zombie() throws Exception {
        try (var script = new ScriptSession("exec sleep 600", folder);
                var host = watchAlsoWhatIsLeft(script)) {
            var session = host.awaitSession(any -> true);
            return host.escalates(
                    "leader killed, under a client that is stopped (a zombie; over 10 s)",
                    Symptom.STUCK_STATE,
                    "reset",
                    "its parent, which may have other sessions, is not touched",
                    () -> {
                        signal("STOP", client(session));
                        signal("KILL", session);
                    });
        }
    }

    /** script(1), which holds the other end of the terminal. */
    private static long client(Session session) {
        return ProcessStat.of(Objects.requireNonNull(session.leader()).pid())
                .orElseThrow()
                .parent();
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
            return host.heals(
                    "leader killed, under what opens it again after 0.2 s",
                    Symptom.DEAD_LEADER,
                    "reset",
                    () -> signal("KILL", session));
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private WatchedHost watch(String mark, boolean standing) {
        return watch(
                Map.of("mark", Set.of(mark)),
                standing
                        ? List.of(new SessionName(WatchedHost.SERVER, "terminal", "mark", mark, "seat", true))
                        : List.of());
    }

    /** What is left holds its terminal open, so that the kernel gives nobody else that name meanwhile. */
    private WatchedHost watchAlsoWhatIsLeft(ScriptSession script) throws IOException {
        Await.until("its leader lives", () -> !Leaders.of(script.mark()).isEmpty());
        var terminal = Files.readSymbolicLink(Path.of("/proc", Leaders.of(script.mark()), "fd", "0"));
        return watch(
                Map.of(
                        "mark",
                        Set.of(script.mark()),
                        "left",
                        Set.of(Path.of("/dev").relativize(terminal).toString())),
                List.of());
    }

    private WatchedHost watch(Map<String, Set<String>> vitals, List<SessionName> standing) {
        return new WatchedHost(
                "terminal", new LocalRunner(), Map.of(), new Selector(false, vitals), standing, thresholds);
    }

    private static void signal(String name, Session session) throws IOException, InterruptedException {
        signal(name, Objects.requireNonNull(session.leader()).pid());
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
