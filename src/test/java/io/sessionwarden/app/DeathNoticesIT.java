package io.sessionwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With leaders as the connectors list them. */
class DeathNoticesIT {

    @TempDir
    private Path folder;

    private final LocalRunner runner = new LocalRunner();
    private final List<String> swept = new CopyOnWriteArrayList<>();

    private SessionHost host(String name, Map<String, List<String>> settings) {
        return ServiceLoader.load(Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow()
                .open(new Target("local", runner, Duration.ofSeconds(10), settings, Clock.systemUTC()));
    }

    private static Leader leader(SessionHost host, Predicate<Session> wanted) throws Exception {
        Await.until("it is listed", () -> host.list().sessions().stream().anyMatch(wanted));
        var session = host.list().sessions().stream().filter(wanted).findFirst().orElseThrow();
        return Objects.requireNonNull(session.leader());
    }

    private static void kill(Leader leader) {
        assertThat(ProcessHandle.of(leader.pid()).orElseThrow().destroyForcibly())
                .isTrue();
    }

    @Test
    @RealHost(programs = "script")
    void aServerIsSweptWhenATerminalsLeaderDies() throws Exception {
        try (var script = new ScriptSession("exec sleep 300", folder);
                var notices = new DeathNotices(swept::add)) {
            var leader = leader(
                    host("terminal", Map.of()), session -> session.vital("mark").equals(script.mark()));
            notices.watch("local", Set.of(leader));
            kill(leader);
            Await.until("the server is swept", () -> swept.equals(List.of("local")));
        }
    }

    @Test
    @RealHost(programs = "tmux")
    void aServerIsSweptOnceWhenAPanesProcessDiesThoughThePaneStays() throws Exception {
        var socket = folder.resolve("socket").toString();
        try (var tmux = new TmuxServer(runner, socket);
                var notices = new DeathNotices(swept::add)) {
            tmux.open("main", "sleep", "300");
            tmux.open("other", "sleep", "300");
            var host = host("tmux", Map.of("sockets", List.of(socket)));
            var leader = leader(host, session -> session.name().endsWith("main:0.0"));
            var other = leader(host, session -> session.name().endsWith("other:0.0"));
            notices.watch("local", Set.of(leader, other));
            kill(leader);
            Await.until("the server is swept", () -> swept.equals(List.of("local")));
            var dead = leader(
                    host,
                    session -> session.name().endsWith("main:0.0")
                            && session.vital("dead").equals("1"));
            assertThat(dead).isEqualTo(leader);
            notices.watch("local", Set.of(dead, other));
        }
        // Closing waits for news that is under way.
        assertThat(swept).containsExactly("local");
    }
}
