package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.NewOwner;
import io.sessionwarden.real.PidNamespace;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The pid of a dead pane's program is really given to somebody else's. Runs as a program of its own in a pid namespace, where it
 * decides which pid is next.
 */
@RealHost(
        programs = {"unshare", "mount", "script", "tmux", "awk", "stty"},
        root = true)
class PanePidReuseIT {

    @Test
    void aDeadPaneIsResetAndWhoeverHasItsPidIsLeftAlone() throws Exception {
        PidNamespace.run(PanePidReuseIT.class);
    }

    /** The test, inside the namespace. */
    public static void main(String[] arguments) throws Exception {
        var socket = Files.createTempDirectory("tmux").resolve("socket").toString();
        try (var server = new TmuxServer(new LocalRunner(), socket);
                var host = new TmuxConnector()
                        .open(new Target(
                                "inside",
                                new LocalRunner(),
                                Duration.ofSeconds(10),
                                Map.of("sockets", List.of(socket)),
                                Clock.systemUTC()))) {
            var pane = server.open("main", "sleep", "300");
            deadPane(server, host, pane);
        }
        System.exit(0);
    }

    private static void deadPane(TmuxServer server, SessionHost host, String pane) throws Exception {
        killAndReap(server, pane);
        var dead = awaitDead(host);
        try (var owner = NewOwner.of(Integer.parseInt(dead.id()), "somebody else")) {
            assertThat(host.perform(Rung.RESET, dead, new TreeMap<>()).result()).isEqualTo(Act.Result.DONE);
            assertThat(server.of(pane, "#{pane_dead}")).isEqualTo("0");
            owner.requireUntouched();
        }
    }

    /** tmux 3.3a now and then misses the news of a child's death; a zombie's pid is not given again. */
    private static void killAndReap(TmuxServer server, String pane) throws HostException {
        long pid = Long.parseLong(server.of(pane, "#{pane_pid}"));
        server.killProgram(pane);
        Await.until("tmux has waited for process " + pid, () -> {
            server.signal("CHLD", server.pid());
            return TmuxServer.state(pid).isEmpty();
        });
    }

    private static Session awaitDead(SessionHost host) throws HostException {
        Await.until(
                "the pane is known to be dead",
                () -> host.list().sessions().get(0).state() == SessionState.DOWN);
        return host.list().sessions().get(0);
    }
}
