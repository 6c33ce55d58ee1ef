package io.sessionwarden.connector.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealHost(programs = {"tmux", "awk", "stty"})
class LocalTmuxHostIT extends TmuxHostCases {

    @TempDir
    Path folder;

    @Override
    CommandRunner runner() {
        return new LocalRunner();
    }

    @Override
    Path newFolder() {
        return folder;
    }

    @Test
    @RealHost(
            programs = {"useradd", "userdel", "setpriv"},
            root = true)
    void touchesAnotherUsersSocketOnlyAsThatUser() throws Exception {
        try (var account = ThrowawayAccount.create();
                var theirs = new TmuxServer(
                        as(account), account.home().resolve("sock et").toString());
                var host = open(theirs.socket())) {
            String pane = theirs.open("main", "sh", "-c", "trap '' HUP; while :; do sleep 1000; done");
            Session session = host.list().sessions().get(0);
            assertThat(session.name()).isEqualTo("sock et/main:0.0");
            assertThat(session.logonName()).isEqualTo(account.name());
            assertThat(session.account()).isEqualTo(Account.ofUid("here", account.uid()));

            host.reset(session, new TreeMap<>());

            Await.until("it has ended", () -> !TmuxServer.alive(Long.parseLong(session.id())));
            assertThat(theirs.of(pane, "#{pane_pid}"))
                    .isEqualTo(host.list().sessions().get(0).id());
            assertThat(host.values(host.list().sessions().get(0))).containsKey("command");
        }
    }

    /** Runs every command as the account. */
    private static CommandRunner as(ThrowawayAccount account) {
        var local = new LocalRunner();
        return new CommandRunner() {
            @Override
            public CommandResult run(Command command) throws HostException {
                var words = new ArrayList<>(List.of(
                        "setpriv",
                        "--reuid=" + account.uid(),
                        "--regid=" + account.uid(),
                        "--clear-groups",
                        "--reset-env"));
                words.addAll(command.words());
                return local.run(new Command(words, command.input(), command.timeout(), command.mostBytes()));
            }

            @Override
            public boolean local() {
                return true;
            }

            @Override
            public void close() {
                local.close();
            }
        };
    }
}
