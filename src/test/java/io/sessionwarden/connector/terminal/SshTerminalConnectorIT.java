package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.ScriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over SSH, as an account that may do nothing but what is its own. */
@RealHost(
        programs = {"script", "setsid", "nohup", "setpriv", "awk", "stty", "sshd", "ssh-keygen", "useradd", "userdel"},
        root = true)
class SshTerminalConnectorIT extends TerminalHostContract {

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

    @Test
    void saysThatItMayNotResetAnothersSession(@TempDir Path folder) throws Exception {
        try (var script = new ScriptSession("exec sleep 60", folder)) {
            var local = new Terminals("there", new LocalMachine(Duration.ofSeconds(1), Clock.systemUTC()));
            Await.until("it is listed", () -> find(local, script).isPresent());
            var session = find(local, script).orElseThrow();
            assertThatThrownBy(() -> host().reset(session, new TreeMap<>()))
                    .isInstanceOfSatisfying(
                            HostException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(HostException.Fault.NOT_PERMITTED));
            assertThat(find(local, script)).isPresent();
        }
    }
}
