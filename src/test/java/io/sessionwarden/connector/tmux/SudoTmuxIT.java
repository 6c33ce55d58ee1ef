package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSudo;
import io.sessionwarden.real.Sudoers;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.TmuxServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Over SSH, as an account that has no right but what the shipped sudoers file gives it. */
@NeedsSudo
@RealHost(programs = {"tmux", "awk", "stty", "setpriv"})
@SuppressWarnings("try") // what is opened there is in force until the end of the block
class SudoTmuxIT {

    /** Runs commands here as that account. */
    private record As(ThrowawayAccount account, CommandRunner runner) implements CommandRunner {
        @Override
        public CommandResult run(Command command) throws HostException {
            var words = new ArrayList<>(
                    List.of("setpriv", "--reuid=" + account.uid(), "--regid=" + account.uid(), "--clear-groups"));
            words.addAll(command.words());
            return runner.run(new Command(words, command.input(), command.timeout(), command.mostBytes()));
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    @Test
    void listsAndResetsAnothersPane() throws Exception {
        try (var sshd = LoopbackSshd.start("ed25519");
                var watched = ThrowawayAccount.create();
                var runner = new SshRunner(sshd.target());
                var tmux = new TmuxServer(
                        new As(watched, new LocalRunner()),
                        watched.home().resolve("socket").toString())) {
            tmux.open("till", "sleep", "1000");
            try (var host = host(runner, tmux)) {
                assertThat(host.list().faults())
                        .singleElement()
                        .satisfies(fault ->
                                assertThat(fault.evidence().summary()).contains("sudo -n -u '#" + watched.uid() + "'"));
                try (var sudoers = Sudoers.letting(sshd.account(), watched)) {
                    var session = host.list().sessions().get(0);
                    assertThat(session.logonName()).isEqualTo(watched.name());

                    var act = host.reset(session, host.values(session));

                    assertThat(act.result()).isEqualTo(Act.Result.DONE);
                    Await.until(
                            "another process sits in the pane",
                            () -> host.list().sessions().stream()
                                    .noneMatch(now -> now.identity().equals(session.identity())));
                }
            }
        }
    }

    private static SessionHost host(CommandRunner runner, TmuxServer tmux) {
        return new TmuxConnector()
                .open(new Target(
                        "there",
                        runner,
                        Duration.ofSeconds(10),
                        Map.of("sockets", List.of(tmux.socket())),
                        Clock.systemUTC()));
    }
}
