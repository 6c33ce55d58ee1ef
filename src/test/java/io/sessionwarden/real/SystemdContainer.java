package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A whole systemd with its logind and polkit in a container of a test's own, whose console getty logs root on. Its files are those of a
 * debootstrap that is kept in the build folder; what a container writes is gone with it. Needs root, debootstrap,
 * systemd-nspawn and script.
 */
public final class SystemdContainer implements AutoCloseable {

    private static final Path ROOT = Path.of("target", "systemd-and-polkit").toAbsolutePath();
    private static final long MOST_MINUTES = 10;

    /** Logs root on at the console, again and again: systemd's limit of five starts within ten seconds is for others. */
    private static final String AUTOLOGIN = """
            [Unit]
            StartLimitIntervalSec=0
            [Service]
            ExecStart=
            ExecStart=-/sbin/agetty -o '-p -f -- \\\\u' --autologin root --noclear --keep-baud console 115200,38400,9600 $TERM
            """;

    private final LocalRunner here = new LocalRunner();
    private final ScriptSession console;
    private final long init;

    private SystemdContainer(ScriptSession console, long init) {
        this.console = console;
        this.init = init;
    }

    /** Starts one and waits until somebody is logged on at its console. */
    public static SystemdContainer start() throws Exception {
        makeRoot();
        // PID 1 of the machine need not be a systemd: nothing is registered with it. The freezer is in cgroup 2 only.
        var console = new ScriptSession(
                "exec env SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn -q -D " + ROOT
                        + " --volatile=overlay --register=no --keep-unit --private-network --machine=warden-test -b",
                Path.of("/"));
        try {
            var container = new SystemdContainer(console, init(console));
            Await.until(
                    "somebody is logged on",
                    () -> !container
                            .said("loginctl", "--no-legend", "list-sessions")
                            .isBlank());
            return container;
        } catch (Exception | AssertionError e) {
            console.close();
            throw new IOException("systemd did not start: " + console.screen(), e);
        }
    }

    private static long init(ScriptSession console) {
        Await.until("an init runs", () -> console.processes().anyMatch(SystemdContainer::isInit));
        return console.processes()
                .filter(SystemdContainer::isInit)
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static boolean isInit(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.anyMatch(line -> line.matches("NSpid:\\s+[0-9]+\\s+1"));
        } catch (IOException | UncheckedIOException e) {
            // It has ended meanwhile.
            return false;
        }
    }

    private static synchronized void makeRoot() throws IOException, InterruptedException {
        if (Files.exists(ROOT)) {
            return;
        }
        var unfinished = ROOT.resolveSibling("systemd-and-polkit.unfinished");
        run("rm", "-rf", unfinished.toString());
        run(
                "debootstrap",
                "--variant=minbase",
                "--include=systemd,systemd-sysv,dbus,libpam-systemd,util-linux,login,polkitd",
                codename().orElse("stable"),
                unfinished.toString());
        var dropIn = unfinished.resolve("etc/systemd/system/console-getty.service.d");
        Files.createDirectories(dropIn);
        Files.writeString(dropIn.resolve("autologin.conf"), AUTOLOGIN);
        Files.move(unfinished, ROOT, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<String> codename() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring("VERSION_CODENAME=".length()))
                .findFirst();
    }

    private static void run(String... words) throws IOException, InterruptedException {
        var log = Files.createTempFile("debootstrap", ".log");
        try {
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", words) + " failed: " + Files.readString(log));
            }
        } finally {
            Files.delete(log);
        }
    }

    /** Runs commands in the container, as its root. */
    public CommandRunner runner() {
        return new Inside();
    }

    private final class Inside implements CommandRunner {

        @Override
        public CommandResult run(Command command) throws HostException {
            var words = new ArrayList<>(
                    List.of("nsenter", "-t", Long.toString(init), "-m", "-p", "-n", "-u", "-i", "-C", "-w"));
            words.addAll(command.words());
            return here.run(new Command(words, command.input(), command.timeout(), command.mostBytes()));
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** What a command printed in the container; both of its outputs. */
    public String said(String... words) throws HostException {
        var result = runner().run(Command.of(Duration.ofSeconds(20), words));
        return result.out() + result.err();
    }

    /** Types a line on the console. */
    public void type(String line) throws IOException {
        console.type(line + "\n");
    }

    /** What the console shows. */
    public String screen() {
        return console.screen();
    }

    @Override
    public void close() {
        console.close();
    }
}
