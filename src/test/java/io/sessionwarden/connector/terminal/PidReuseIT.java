package io.sessionwarden.connector.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.fake.Await;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.kernel.Pidfd;
import io.sessionwarden.real.NewOwner;
import io.sessionwarden.real.PidNamespace;
import io.sessionwarden.real.ScriptSession;
import io.sessionwarden.real.TmuxServer;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session's pid is really given to an innocent one, between the listing and the act or in the very middle of the act: the
 * new owner is not touched. Each test runs as a program of its own in a pid namespace, where it decides which pid is next.
 */
@RealHost(
        programs = {"unshare", "mount", "script", "awk", "stty"},
        root = true)
class PidReuseIT {

    private static final List<Rung> RUNGS = List.of(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void noRungTouchesWhoeverGetsThePidInTheMiddleOfTheAct(String where) throws Exception {
        PidNamespace.run(PidReuseIT.class, "within-the-act", where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void aResetDoesNotEndWhoeverGetsThePidOfAMember(String where) throws Exception {
        PidNamespace.run(PidReuseIT.class, "of-a-member", where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "there"})
    void aSessionThatIsDownIsNotWhoeverHasItsPidNow(String where) throws Exception {
        PidNamespace.run(PidReuseIT.class, "of-one-that-is-down", where);
    }

    @Test
    void aSignalThroughAPidfdReachesTheProcessThatItWasOpenedForOrNone() throws Exception {
        PidNamespace.run(PidReuseIT.class, "held", "here");
    }

    /** One of the tests, inside the namespace. */
    public static void main(String[] arguments) throws Exception {
        var machine = arguments[1].equals("here")
                ? new LocalMachine(PAUSE, Clock.systemUTC())
                : new RemoteMachine(new ThereRunner(), Duration.ofSeconds(10), PAUSE, false);
        switch (arguments[0]) {
            case "within-the-act" -> {
                for (var rung : RUNGS) {
                    withinTheAct(machine, rung);
                }
            }
            case "of-a-member" -> ofAMember(machine);
            case "of-one-that-is-down" -> ofOneThatIsDown(machine);
            case "held" -> held();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void withinTheAct(Machine machine, Rung rung) throws Exception {
        try (var old = open("exec sleep 300");
                var meanwhile = new Meanwhile(machine);
                var host = new Terminals("inside", meanwhile.machine())) {
            var session = await(host, old);
            meanwhile.happens(() -> {
                end(session);
                return NewOwner.of(leader(session), old.mark());
            });
            var act = host.perform(rung, session, new TreeMap<>());

            assertThat(act.result()).as(rung.word()).isEqualTo(Act.Result.OTHER_INCARNATION);
            meanwhile.owner().requireUntouched();
        }
    }

    private static void ofAMember(Machine machine) throws Exception {
        var file = Files.createTempFile("member", "");
        try (var old = open("sleep 300 & echo $! > '" + file + "'; wait; while :; do sleep 0.05; done");
                var meanwhile = new Meanwhile(machine);
                var host = new Terminals("inside", meanwhile.machine())) {
            var session = await(host, old);
            Await.until("its member is known", () -> !Files.readString(file).isEmpty());
            int member = Integer.parseInt(Files.readString(file).strip());
            meanwhile.happens(() -> {
                kill(member);
                return NewOwner.of(member, "somebody else");
            });
            var act = host.perform(Rung.RESET, session, new TreeMap<>());

            assertThat(act.result()).isEqualTo(Act.Result.DONE);
            assertThat(TmuxServer.alive(leader(session))).isFalse();
            meanwhile.owner().requireUntouched();
        }
    }

    private static void ofOneThatIsDown(Machine machine) throws Exception {
        try (var old = open("exec sleep 300");
                var host = new Terminals("inside", machine)) {
            var session = await(host, old);
            end(session);
            try (var owner = NewOwner.of(leader(session), "somebody else")) {
                var act = host.perform(Rung.RESET, session.in(SessionState.DOWN), new TreeMap<>());

                assertThat(act.result()).isEqualTo(Act.Result.DONE);
                assertThat(act.steps()).contains("nothing of it was left to be ended");
                owner.requireUntouched();
            }
        }
    }

    private static void held() throws Exception {
        try (var old = open("exec sleep 300");
                var host = new Terminals("inside", new LocalMachine(PAUSE, Clock.systemUTC()))) {
            int pid = leader(await(host, old));
            try (var pidfd = Pidfd.open(pid).orElseThrow()) {
                kill(pid);
                try (var owner = NewOwner.of(pid, old.mark())) {
                    for (int signal : Set.of(1, 15, 18, 9)) {
                        assertThat(pidfd.signal(signal)).isFalse();
                    }
                    owner.requireUntouched();
                }
            }
        }
    }

    private static ScriptSession open(String command) throws IOException {
        return new ScriptSession(command, Path.of("/"));
    }

    private static Session await(SessionHost host, ScriptSession script) throws HostException {
        Await.until(
                "the session is listed",
                () -> host.list().sessions().stream()
                        .anyMatch(session -> session.vital("mark").equals(script.mark())));
        return host.list().sessions().stream()
                .filter(session -> session.vital("mark").equals(script.mark()))
                .findFirst()
                .orElseThrow();
    }

    private static int leader(Session session) {
        return Integer.parseInt(session.id());
    }

    /** Its leader ends, and its terminal is free. */
    private static void end(Session session) {
        kill(leader(session));
        Await.until("its terminal is free", () -> !Files.exists(Path.of("/dev", session.vital("tty"))));
    }

    private static void kill(int pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** A machine on which something happens when everything was looked at, just before anybody is signalled. */
    private static final class Meanwhile implements AutoCloseable {
        private final Machine machine;
        private @Nullable Callable<NewOwner> happening;
        private @Nullable NewOwner owner;

        Meanwhile(Machine real) {
            this.machine = (Machine) Proxy.newProxyInstance(
                    Machine.class.getClassLoader(), new Class<?>[] {Machine.class}, (proxy, method, args) -> {
                        if (happening != null && Set.of("end", "goOn").contains(method.getName())) {
                            owner = happening.call();
                        }
                        try {
                            return method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        Machine machine() {
            return machine;
        }

        void happens(Callable<NewOwner> what) {
            happening = what;
        }

        NewOwner owner() {
            return Objects.requireNonNull(owner, "nothing happened");
        }

        @Override
        public void close() {
            if (owner != null) {
                owner.close();
            }
        }
    }

    /** Commands run here, but for the connector they run elsewhere. */
    private static final class ThereRunner implements CommandRunner {
        private final CommandRunner local = new LocalRunner();

        @Override
        public CommandResult run(Command command) throws HostException {
            return local.run(command);
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public void close() {
            local.close();
        }
    }
}
