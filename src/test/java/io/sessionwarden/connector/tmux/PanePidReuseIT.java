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
 * The pid of a pane's program is really given to the next one in the same pane, or to somebody else's: tmux cannot tell the
 * first from the old one, the act does. Each test runs as a program of its own in a pid namespace, where it decides which pid
 * is next.
 */
@RealHost(
        programs = {"unshare", "mount", "script", "tmux", "awk", "stty"},
        root = true)
class PanePidReuseIT {

    private static final int MOST_ATTEMPTS = 50;

    @Test
    void noRungTouchesTheNextProgramOfTheSamePaneWithTheSamePid() throws Exception {
        PidNamespace.run(PanePidReuseIT.class, "same-pane");
    }

    @Test
    void aDeadPaneIsResetAndWhoeverHasItsPidIsLeftAlone() throws Exception {
        PidNamespace.run(PanePidReuseIT.class, "dead-pane");
    }

    /** One of the tests, inside the namespace. */
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
            var session = host.list().sessions().get(0);
            if (arguments[0].equals("same-pane")) {
                samePane(server, host, pane, session);
            } else {
                deadPane(server, host, pane);
            }
        }
        System.exit(0);
    }

    private static void samePane(TmuxServer server, SessionHost host, String pane, Session session) throws Exception {
        killAndReap(server, pane);
        respawn(server, pane, session.id());

        assertThat(host.list().sessions()).hasSize(1).allSatisfy(one -> {
            assertThat(one.id()).isEqualTo(session.id());
            assertThat(one.identity()).isNotEqualTo(session.identity());
        });
        for (var rung : List.of(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE)) {
            assertThat(host.perform(rung, session, new TreeMap<>()).result())
                    .as(rung.word())
                    .isEqualTo(Act.Result.OTHER_INCARNATION);
            assertThat(server.of(pane, "#{pane_pid} #{pane_dead}")).isEqualTo(session.id() + " 0");
        }
    }

    /** Starts the pane's program again, with that pid. */
    private static void respawn(TmuxServer server, String pane, String pid) throws Exception {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Await.until(
                    "tmux has noticed", () -> server.of(pane, "#{pane_dead}").equals("1"));
            new ProcessBuilder(
                            "sh",
                            "-c",
                            PidNamespace.nextIs(Integer.parseInt(pid)) + " && exec tmux -S '" + server.socket()
                                    + "' respawn-pane -t '" + pane + "' 'exec sleep 300'")
                    .start()
                    .waitFor();
            if (server.of(pane, "#{pane_pid}").equals(pid)) {
                return;
            }
            killAndReap(server, pane);
        }
        throw new AssertionError("pid " + pid + " was not given again in " + MOST_ATTEMPTS + " attempts");
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
