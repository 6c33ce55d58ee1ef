package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionwarden.RealHost;
import io.sessionwarden.connector.Target;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.real.LoopbackSshd;
import io.sessionwarden.real.NeedsSudo;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.Sudoers;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over SSH, as an account that has no right but what the shipped sudoers file gives it. */
@NeedsSudo
@RealHost(programs = {"script", "awk", "stty"})
@SuppressWarnings("try") // what is opened there is in force until the end of the block
class SudoTerminalIT {

    private static LoopbackSshd sshd;
    private static SshRunner runner;
    private static ThrowawayAccount watched;
    private static ThrowawayAccount other;

    @BeforeAll
    static void start() throws Exception {
        sshd = LoopbackSshd.start("ed25519");
        runner = new SshRunner(sshd.target());
        watched = ThrowawayAccount.create();
        other = ThrowawayAccount.create();
    }

    @AfterAll
    static void stop() throws Exception {
        other.close();
        watched.close();
        runner.close();
        sshd.close();
    }

    private static Sudoers sudoers() throws Exception {
        return Sudoers.letting(sshd.account(), watched);
    }

    private static SessionHost host(String sudo) {
        return new TerminalConnector()
                .open(new Target(
                        "there", runner, Duration.ofSeconds(10), Map.of("sudo", List.of(sudo)), Clock.systemUTC()));
    }

    private static ScriptSession open(ThrowawayAccount account, String command) throws Exception {
        return ScriptSession.of(account, command, account.home());
    }

    private static Optional<Session> find(ScriptSession script) throws HostException {
        var pids =
                script.processes().map(process -> Long.toString(process.pid())).toList();
        return host("true").list().sessions().stream()
                .filter(session -> pids.contains(session.id()))
                .findFirst();
    }

    private static Session await(ScriptSession script) throws HostException {
        Await.until("the session is listed", () -> find(script).isPresent());
        return find(script).orElseThrow();
    }

    @Test
    void resetsAnothersSession() throws Exception {
        try (var sudoers = sudoers();
                var script = open(watched, "nohup sleep 60 > /dev/null 2>&1 & stty rows 33 cols 101; exec sleep 50")) {
            var session = await(script);
            Await.until(
                    "it can be read what only its user may read",
                    () -> host("true")
                                    .values(session)
                                    .getOrDefault("command", "")
                                    .startsWith("sleep 50")
                            && host("true").values(session).containsValue("33x101"));
            assertThat(host("true").values(session))
                    .containsEntry("directory", watched.home().toString());
            assertThat(host("true").evidence(session).facts()).isNotEmpty();
            assertThat(host("true").warn(session, "the till is reset").told()).isTrue();
            Await.until("its user sees the warning", () -> script.screen().contains("the till is reset"));

            var act = host("true").reset(session, new TreeMap<>());

            assertThat(act.leftRunning())
                    .singleElement()
                    .satisfies(left -> assertThat(left.toString()).contains("sleep"));
            Await.until("it is gone", () -> find(script).isEmpty());
        }
    }

    @Test
    void saysWhatRightIsMissing() throws Exception {
        try (var script = open(watched, "exec sleep 60")) {
            var session = await(script);
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host("true").reset(session, new TreeMap<>()))
                    .withMessageContaining("sudo -n -u must allow it")
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED));
            assertThat(find(script)).isPresent();
        }
    }

    @Test
    void usesNoSudoUnlessToldTo() throws Exception {
        try (var sudoers = sudoers();
                var script = open(watched, "exec sleep 60")) {
            var session = await(script);
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host("false").reset(session, new TreeMap<>()))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED));
            assertThat(find(script)).isPresent();
        }
    }

    @Test
    void theFileAllowsNothingAsOthersThanTheWatched() throws Exception {
        try (var sudoers = sudoers();
                var script = open(other, "exec sleep 60")) {
            var session = await(script);
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> host("true").reset(session, new TreeMap<>()))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.NOT_PERMITTED));
            assertThat(find(script)).isPresent();
            assertThat(sudo("0").exit()).isNotZero();
            assertThat(sudo(Integer.toString(other.uid())).exit()).isNotZero();
            assertThat(sudo(Integer.toString(watched.uid())).out()).isEqualTo(watched.uid() + "\n");
        }
    }

    private static CommandResult sudo(String uid) throws HostException {
        return runner.run(Command.of(
                Duration.ofSeconds(10),
                "sudo",
                "-n",
                "-u",
                "#" + uid,
                "--",
                "env",
                "LC_ALL=C.UTF-8",
                "sh",
                "-c",
                "id -u"));
    }
}
