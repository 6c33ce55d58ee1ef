package io.sessionwarden.faults;

import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.AsUser;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Symptom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Panes of tmux servers, each fault in a server of its own. */
record TmuxFaults(ShippedThresholds thresholds, Path folder, List<FaultRow> rows) {

    void inject() throws Exception {
        rows.add(in(
                List.of("sleep", "1000"),
                (tmux, pane, host) -> host.heals(
                        "program killed (remain-on-exit)",
                        Symptom.DEAD_LEADER,
                        "reset",
                        () -> tmux.killProgram(pane))));
        rows.add(in(
                List.of("sh", "-c", "read x; exit 3"),
                (tmux, pane, host) -> host.heals(
                        "program ended with status 3",
                        Symptom.DEAD_LEADER,
                        "reset",
                        () -> tmux.tmux("send-keys", "-t", pane, "Enter"))));
        rows.add(in(
                List.of("sh", "-c", "read x"),
                (tmux, pane, host) -> host.ignores(
                        "program ended with status 0",
                        "it ended by itself, and well",
                        () -> tmux.tmux("send-keys", "-t", pane, "Enter"))));
        var pids = folder.resolve("pids");
        rows.add(in(
                List.of("sh", "-c", "sh -c 'echo $$ > " + pids + "; exec sleep 1000'; :"),
                (tmux, pane, host) -> host.heals(
                        "foreground program stopped (SIGSTOP)",
                        Symptom.STOPPED,
                        "continue",
                        () -> tmux.signal(
                                "STOP", Long.parseLong(Files.readString(pids).strip())))));
        rows.add(in(
                List.of("sh", "-c", "yes; :"),
                (tmux, pane, host) -> host.heals(
                        "output held by Ctrl-S",
                        Symptom.OUTPUT_BLOCKED,
                        "continue",
                        () -> tmux.tmux("send-keys", "-t", pane, "C-s"))));
        rows.add(in(
                List.of("sleep", "1000"),
                (tmux, pane, host) -> host.tells(
                        "server stopped (SIGSTOP)",
                        "what is sent to it would be carried out later",
                        () -> tmux.signal("STOP", tmux.pid()))));
        rows.add(in(
                List.of("sleep", "1000"),
                (tmux, pane, host) -> host.tells(
                        "server killed", "its panes have gone with it", () -> tmux.signal("KILL", tmux.pid()))));
        rows.add(denied());
    }

    /** Watched by an account that may not become another one. */
    private FaultRow denied() throws Exception {
        try (var account = ThrowawayAccount.create()) {
            var socket = account.home().resolve("socket");
            var asUser = new AsUser(new LocalRunner(), Integer.toString(account.uid()));
            try (var tmux = new TmuxServer(asUser, socket.toString())) {
                tmux.open("work", "sleep", "1000");
                try (var host = watch(asUser, tmux)) {
                    host.awaitSession(any -> true);
                    return host.tells("socket given to somebody else (permission denied)", "a right is missing", () -> {
                        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
                        Files.setOwner(socket, Files.getOwner(Path.of("/")));
                    });
                }
            }
        }
    }

    /** What is done to one pane. */
    @FunctionalInterface
    private interface Harm {
        FaultRow to(TmuxServer tmux, String pane, WatchedHost host) throws Exception;
    }

    private FaultRow in(List<String> program, Harm harm) throws Exception {
        try (var tmux = new TmuxServer(
                new LocalRunner(), folder.resolve("tmux" + rows.size()).toString())) {
            var pane = tmux.open("work", program.toArray(String[]::new));
            try (var host = watch(new LocalRunner(), tmux)) {
                host.awaitSession(any -> true);
                return harm.to(tmux, pane, host);
            }
        }
    }

    private WatchedHost watch(CommandRunner runner, TmuxServer tmux) {
        var sockets = Map.of("sockets", List.of(tmux.socket()));
        return new WatchedHost("tmux", runner, sockets, Selector.ALL, List.of(), thresholds);
    }
}
