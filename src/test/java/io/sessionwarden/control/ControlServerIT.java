package io.sessionwarden.control;

import static io.sessionwarden.fake.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.RealHost;
import io.sessionwarden.cli.WardenCommand;
import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.fake.Await;
import io.sessionwarden.fake.Sessions;
import io.sessionwarden.policy.Caller;
import io.sessionwarden.policy.RuleOutcome.Effect;
import io.sessionwarden.real.ThrowawayAccount;
import io.sessionwarden.session.Account;
import io.sessionwarden.session.Leader;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real callers with uids and terminal sessions of their own, told apart by the kernel's word alone. */
@RealHost(
        programs = {"setpriv", "script", "useradd"},
        root = true)
class ControlServerIT {

    private final WardenOnFakes warden = new WardenOnFakes();
    private ThrowawayAccount account;
    private Path home;
    private ControlServer server;

    /** The command itself, in a process of the caller's. */
    public static final class Client {
        private Client() {}

        public static void main(String[] args) {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            System.exit(new WardenCommand((command, place, values, o, e) -> 99, System.getProperty("home"), out, out)
                    .run(args));
        }
    }

    private record Told(int exit, String text) {}

    @BeforeEach
    void open() throws IOException {
        account = ThrowawayAccount.create();
        home = Files.createTempDirectory(Path.of("/tmp"), "warden-control");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        copyOfTheProgram();
        server = ControlServer.open(home.resolve("run/warden.sock"), Peers.on(Sessions.SERVER), warden.commands);
    }

    /** The class path of the tests need not be readable by others. */
    private void copyOfTheProgram() throws IOException {
        run(List.of("cp", "-r", "--", "target/classes", home + "/classes"));
        run(List.of("cp", "-r", "--", "target/test-classes", home + "/test-classes"));
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            if (entry.matches(".*/(picocli|jspecify)[^/]*\\.jar")) {
                run(List.of("cp", "--", entry, home.toString()));
            }
        }
        run(List.of("chmod", "-R", "a+rX", home.toString()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        account.close();
        run(List.of("rm", "-r", "--", home.toString()));
    }

    private static Told run(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("SHELL", "/bin/sh");
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.onExit().join().exitValue(), text);
    }

    private String client(String line) {
        return Path.of(System.getProperty("java.home"), "bin/java") + " -Xshare:auto -XX:TieredStopAtLevel=1 -Dhome="
                + home + " -cp '" + home + "/classes:" + home + "/test-classes:" + home + "/*' "
                + Client.class.getName().replace("$", "\\$") + " " + line;
    }

    private Told asThem(String line) throws IOException {
        return run(List.of(
                "setpriv",
                "--reuid=" + account.uid(),
                "--regid=" + account.uid(),
                "--clear-groups",
                "sh",
                "-c",
                client(line)));
    }

    private Account theirs() {
        return Account.ofUid(Sessions.SERVER, account.uid());
    }

    private Caller lastCaller() {
        var asked = warden.policy.asked();
        return asked.get(asked.size() - 1).caller();
    }

    private static Session led(String name, int pid) {
        var plain = session(name, pid);
        return new Session(
                SessionIdentity.of(Sessions.SERVER, Sessions.CONNECTOR, Map.of("sid", Integer.toString(pid))),
                plain.id(),
                name,
                plain.kind(),
                plain.state(),
                false,
                plain.logonName(),
                plain.account(),
                new Leader(pid, 1),
                plain.started(),
                plain.idle(),
                null,
                plain.vitals());
    }

    @Test
    void anotherUsersCommandIsSeenWithTheirUidAndNoSessionOfTheirs() throws IOException {
        warden.host.put(session("pts/3", 300));
        warden.policy.say(Effect.DENY);

        var told = asThem("reset session 300");

        assertThat(told).isEqualTo(new Told(ExitCode.REFUSED, told.text()));
        assertThat(told.text()).startsWith("session 300 (pts/3) may not be reset: because [the rule]\n");
        assertThat(lastCaller()).isEqualTo(new Caller(account.name(), theirs(), null, false));
        assertThat(asThem("audit key").exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void rootIsAnAdministrator() throws IOException {
        warden.host.put(session("pts/3", 300));

        assertThat(run(List.of("sh", "-c", client("reset session 300"))).exit()).isEqualTo(ExitCode.DONE);

        assertThat(lastCaller().administrator()).isTrue();
    }

    @Test
    void theirOwnSessionIsKnownByTheKernelsSession() throws Exception {
        var script = home.resolve("typed.sh");
        // The shell that script starts leads the session; it says which, waits until the warden lists it, and asks.
        Files.writeString(
                script,
                "echo $$ > " + account.home() + "/sid\nwhile [ ! -e " + home + "/listed ]; do sleep 0.05; done\n"
                        + client("reset session $$") + "\n" + client("query session") + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + account.uid(),
                        "--regid=" + account.uid(),
                        "--clear-groups",
                        "script",
                        "-qefc",
                        // Without exec, a shell of script(1) that does not replace itself would lead the session
                        // instead.
                        "exec /bin/sh " + script,
                        "/dev/null")
                .redirectErrorStream(true)
                .start();
        try {
            Await.until(
                    "the session is there",
                    () -> Files.exists(account.home().resolve("sid"))
                            && !Files.readString(account.home().resolve("sid")).isBlank());
            int sid = Integer.parseInt(
                    Files.readString(account.home().resolve("sid")).strip());
            var own = led("pts/9", sid);
            var other = session("pts/3", 300);
            warden.host.put(other).put(own);
            warden.policy.say(Effect.DENY);
            Files.createFile(home.resolve("listed"));

            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();

            assertThat(lastCaller()).isEqualTo(new Caller(account.name(), theirs(), own.identity(), false));
            assertThat(text.lines())
                    .anyMatch(line -> line.startsWith(">pts/9 "))
                    .anyMatch(line -> line.startsWith(" pts/3 "));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aSocketThatAStrangerListensOnIsNotAsked() throws IOException {
        server.close();
        run(List.of("chown", Integer.toString(account.uid()), home + "/run"));
        var squatter = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + account.uid(),
                        "--regid=" + account.uid(),
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        home + "/test-classes",
                        Squatter.class.getName(),
                        home + "/run/warden.sock")
                .redirectErrorStream(true)
                .start();
        try {
            Await.until("somebody listens", () -> Files.exists(home.resolve("run/warden.sock")));

            var told = run(List.of("sh", "-c", client("status")));

            assertThat(told.exit()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(told.text())
                    .contains("who answers at " + home + "/run/warden.sock is " + account.name()
                            + ", neither root nor you nor the owner of " + home)
                    .doesNotContain("squatted");
        } finally {
            squatter.destroyForcibly().onExit().join();
        }
    }

    /** Listens where the warden should, and tells every caller lies. */
    public static final class Squatter {
        private Squatter() {}

        public static void main(String[] args) throws IOException {
            try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listening.bind(UnixDomainSocketAddress.of(args[0]));
                while (true) {
                    try (var channel = listening.accept()) {
                        channel.write(ByteBuffer.wrap(
                                "{\"exit\": 0, \"out\": \"squatted\"}\n".getBytes(StandardCharsets.US_ASCII)));
                    }
                }
            }
        }
    }

    @Test
    void aUserWhoFloodsTheSocketDoesNotKeepTheAdministratorOut() throws Exception {
        var flood = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + account.uid(),
                        "--regid=" + account.uid(),
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        home + "/test-classes",
                        Flood.class.getName(),
                        home + "/run/warden.sock")
                .redirectErrorStream(true)
                .start();
        try {
            Await.until("they have all their places", () -> server.serving() >= Admission.PLACES_OF_ONE_USER);

            assertThat(run(List.of("sh", "-c", client("status"))).exit()).isEqualTo(ExitCode.DONE);
            assertThat(server.serving()).isLessThanOrEqualTo(Admission.PLACES_OF_ONE_USER);
        } finally {
            flood.destroyForcibly().onExit().join();
        }
    }

    /** Connects as often as it can, and says nothing. */
    public static final class Flood {
        private Flood() {}

        public static void main(String[] args) throws IOException {
            var all = new ArrayList<SocketChannel>();
            while (true) {
                all.add(SocketChannel.open(UnixDomainSocketAddress.of(args[0])));
                if (all.size() > 100) {
                    all.remove(0).close();
                }
            }
        }
    }
}
