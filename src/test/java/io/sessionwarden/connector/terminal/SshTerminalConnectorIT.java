package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSshd;
import io.sessionwarden.real.ScriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over SSH, as an account that may do nothing but what is its own. */
@NeedsSshd
@RealHost(programs = {"script", "setsid", "nohup", "setpriv", "awk", "stty"})
class SshTerminalConnectorIT extends TerminalHostCases {

    private static LoopbackSshd sshd;
    private static SshRunner runner;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        runner = new SshRunner(sshd.target());
    }

    @AfterAll
    static void stopServer() throws Exception {
        runner.close();
        sshd.close();
    }

    @Override
    CommandRunner runner() {
        return runner;
    }

    @Override
    Path newFolder() throws Exception {
        Path home = sshd.account().home();
        Path folder = Files.createTempDirectory(home, "t");
        Files.setOwner(folder, Files.getOwner(home));
        return folder;
    }

    @Override
    ScriptSession open(String command, Path directory) throws Exception {
        return ScriptSession.of(sshd.account(), command, directory);
    }

    @Override
    String user() {
        return sshd.account().name();
    }

    @Test
    void tellsTheSameAsTheMachineItself() throws Exception {
        try (var script = open("stty rows 33 cols 101 -echo; exec sleep 60")) {
            Await.until("its terminal is set", () -> {
                var seen = host().values(await(script));
                return "33x101".equals(seen.get("size"))
                        && seen.getOrDefault("command", "").startsWith("sleep");
            });
            var session = await(script);
            var local = new Terminals("there", new LocalMachine(Duration.ofSeconds(1), Clock.systemUTC()));
            var here = local.list().sessions().stream()
                    .filter(one -> one.identity().equals(session.identity()))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.named("", false).vitals()).isEqualTo(here.vitals());
            assertThat(session.account()).isEqualTo(here.account());
            assertThat(session.started()).isEqualTo(here.started());
            assertThat(host().values(session)).isEqualTo(local.values(session)).containsEntry("size", "33x101");
        }
    }
}
