package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.reset.Outcome;
import io.sessionwarden.reset.Patience;
import io.sessionwarden.reset.Resetter;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Selector;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A terminal line under a real getty that a real process 1 keeps: in a pid namespace of the test's own, whose init is a shell
 * that starts the getty again. It is reached as another machine would be.
 */
@RealHost(
        programs = {"unshare", "nsenter", "agetty", "login", "script", "setsid", "awk", "stty", "mount"},
        root = true)
class RespawnedTerminalIT {

    /** What agetty and login write down about logins stays in file systems that only this namespace sees. */
    private static final String INIT = """
            mount -t tmpfs none /run && mount -t tmpfs none /var/log || exit 1
            folder=$1; shift
            script -qfc "tty > '$folder/line'; exec sleep 300" /dev/null > /dev/null 2>&1 &
            until [ -s "$folder/line" ]; do sleep 0.02; done
            read -r line < "$folder/line"
            while :; do
                case $1 in
                agetty) setsid "$@" "${line#/dev/}" vt100 ;;
                *) "$@" ;;
                esac
                sleep 0.2
            done
            """;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private CommandRunner runner = new LocalRunner();

    @AfterEach
    void endTheNamespace() {
        for (var unshare : started) {
            // The kernel ends a whole pid namespace with its init.
            unshare.children().forEach(ProcessHandle::destroyForcibly);
            unshare.destroyForcibly();
        }
        runner.close();
    }

    /** Starts the namespace with that line of its own. */
    private Terminals keep(String... getty) throws IOException {
        var words = new ArrayList<>(List.of(
                "unshare",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                INIT,
                "init",
                folder.toString()));
        words.addAll(List.of(getty));
        var unshare = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        started.add(unshare);
        Await.until("its init runs", () -> unshare.children().findAny().isPresent());
        runner = inside(unshare.children().findAny().orElseThrow().pid());
        return (Terminals) new TerminalConnector()
                .open(new Target("inside", runner, Duration.ofSeconds(10), Map.of(), Clock.systemUTC()));
    }

    private static CommandRunner inside(long init) {
        var local = new LocalRunner();
        return new CommandRunner() {
            @Override
            public CommandResult run(Command command) throws HostException {
                var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(init), "-p", "-m", "--"));
                words.addAll(command.words());
                return local.run(new Command(words, command.input(), command.timeout(), command.mostBytes()));
            }

            @Override
            public boolean local() {
                return false;
            }

            @Override
            public void close() {
                local.close();
            }
        };
    }

    private Session await(Terminals host, String command, SessionState state) throws HostException, IOException {
        Await.until(
                "the line's session is led by " + command + "; " + Files.readString(folder.resolve("log")),
                () -> host.list().sessions().stream().anyMatch(one -> led(one, command, state)));
        return host.list().sessions().stream()
                .filter(one -> led(one, command, state))
                .findFirst()
                .orElseThrow();
    }

    private static boolean led(Session session, String command, SessionState state) {
        return session.vital("command").equals(command) && session.state() == state;
    }

    private static Outcome resetAndVerify(Terminals host, Session session) throws HostException {
        var ready = host.values(session);
        assertThat(host.reset(session, ready).result()).isEqualTo(Act.Result.DONE);
        return new Resetter(
                        Clock.systemUTC(), Clock.systemUTC(), Patience::of, () -> Patience.of(Duration.ofSeconds(5)))
                .verify(
                        session,
                        Rung.RESET,
                        new Roster("inside", List.of(host), Selector.ALL, List.of()),
                        new Prober(Map.of("terminal", new TerminalConnector().probes())),
                        ready,
                        Duration.ofSeconds(20));
    }

    @Test
    void aLineUnderAGettyReopens() throws Exception {
        var host = keep("agetty", "--noclear");
        var session = await(host, "agetty", SessionState.CONNECTED);
        assertThat(host.reopens(session, Rung.RESET)).isTrue();

        var outcome = resetAndVerify(host, session);

        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.successor())
                .isNotNull()
                .satisfies(next -> assertThat(next.name()).isEqualTo(session.name()));
        assertThat(outcome.told()).anyMatch(told -> told.startsWith("reopened as id "));
    }

    @Test
    void aLineOnWhichSomebodyHasLoggedOnReopens() throws Exception {
        var host = keep("agetty", "--noclear", "--autologin", "root");
        Await.until(
                "somebody is logged on",
                () -> host.list().sessions().stream()
                        .anyMatch(one -> one.state() == SessionState.ACTIVE && host.reopens(one, Rung.RESET)));
        var session = host.list().sessions().stream()
                .filter(one -> host.reopens(one, Rung.RESET))
                .findFirst()
                .orElseThrow();
        assertThat(session.logonName()).isEqualTo("root");

        var outcome = resetAndVerify(host, session);

        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.successor()).isNotNull();
    }

    @Test
    void aLineThatNothingIsKnownToKeepIsNotWaitedFor() throws Exception {
        // The namespace's init keeps something else going; what script(1) opened on the line is nobody's to reopen.
        var host = keep("sleep", "300");
        var session = await(host, "sleep", SessionState.ACTIVE);
        assertThat(host.reopens(session, Rung.RESET)).isFalse();

        var outcome = resetAndVerify(host, session);

        assertThat(outcome.healed()).isTrue();
        assertThat(outcome.told()).anyMatch(told -> told.contains("nothing is known that would open it again"));
    }
}
