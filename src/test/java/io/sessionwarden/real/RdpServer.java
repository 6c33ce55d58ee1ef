package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A real xrdp and xrdp-sesman on loopback, with ports, displays and configuration of their own, and a client that logs one throwaway
 * account on by RDP, on a screen that nobody sees. Needs root, {@code xrdp}, {@code xorgxrdp}, {@code xfreerdp}, {@code Xvfb} and
 * {@code unshare}. The machine's own xrdp.ini and sesman.ini are read and not changed.
 */
public final class RdpServer implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("/etc/xrdp");

    /** Further from those of {@link VncDesktops} than they reach. */
    private static final int FIRST_DISPLAY = 6000;

    private final ThrowawayAccount account;
    private final String password = UUID.randomUUID().toString();
    private final Path folder;
    private final int port = freePort();
    private final int sesmanPort = freePort();
    private final int firstDisplay =
            FIRST_DISPLAY + (int) (ProcessHandle.current().pid() % 2000);
    private final Process screen;
    private final String screenName;
    private Process sesman;
    private Process xrdp;
    private final List<Process> clients = new ArrayList<>();

    private RdpServer(ThrowawayAccount account, Path folder) throws IOException {
        this.account = account;
        this.folder = folder;
        this.screen = process("Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        this.screenName = ":" + screen.inputReader().readLine();
        this.sesman = startSesman();
        this.xrdp = startXrdp();
    }

    /** Starts them, and gives the account a password that only this one knows. */
    public static RdpServer start(ThrowawayAccount account) throws IOException {
        // In /tmp itself and open to look into: sessions run the window manager's script from it.
        var folder = Files.createTempDirectory("warden-rdp");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var server = new RdpServer(account, folder);
        server.setPassword();
        server.windowManager("openbox");
        server.awaitListening(server.port);
        return server;
    }

    private void setPassword() throws IOException {
        var chpasswd = process("chpasswd").start();
        try (var words = chpasswd.outputWriter()) {
            words.write(account.name() + ":" + password + "\n");
        }
        if (chpasswd.onExit().join().exitValue() != 0) {
            throw new IOException("chpasswd failed: " + Files.readString(log("chpasswd")));
        }
    }

    /** What sessions run from now on: a command of a shell. */
    public void windowManager(String command) throws IOException {
        var script = Files.writeString(folder.resolve("wm"), "#!/bin/sh\nexec " + command + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public int port() {
        return port;
    }

    public int sesmanPort() {
        return sesmanPort;
    }

    private Process startSesman() throws IOException {
        var ini = own(
                "sesman.ini",
                "ListenPort=" + sesmanPort,
                "EnableUserWindowManager=false",
                "Policy=UBD",
                "DefaultWindowManager=" + folder.resolve("wm"),
                "X11DisplayOffset=" + firstDisplay,
                "LogFile=" + folder.resolve("sesman.log"),
                "EnableSyslog=false");
        var started = inOwnNamespace("xrdp-sesman", "-n", "-c", ini.toString());
        awaitListening(sesmanPort);
        return started;
    }

    private Process startXrdp() throws IOException {
        var ini = own(
                "xrdp.ini",
                "port=tcp://127.0.0.1:" + port,
                "LogFile=" + folder.resolve("xrdp.log"),
                "EnableSyslog=false");
        return inOwnNamespace("xrdp", "-n", "-c", ini.toString());
    }

    /** The machine's file with some settings changed, wherever they stand in it first. */
    private Path own(String name, String... settings) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(CONFIGURATION.resolve(name)));
        for (var setting : settings) {
            var key = setting.substring(0, setting.indexOf('=') + 1);
            int at = lines.indexOf(lines.stream()
                    .filter(line -> line.startsWith(key))
                    .findFirst()
                    .orElseThrow(() -> new IOException(name + " has no " + key)));
            lines.set(at, setting);
        }
        return Files.write(folder.resolve(name), lines);
    }

    /** xrdp and xrdp-chansrv read sesman.ini where the machine has it, whatever they are told. */
    private Process inOwnNamespace(String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" /etc/xrdp/sesman.ini && exec \"$@\"",
                folder.resolve("sesman.ini").toString()));
        command.addAll(List.of(words));
        return process(command.toArray(String[]::new)).start();
    }

    private ProcessBuilder process(String... words) {
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(words[0]).toFile());
    }

    private Path log(String program) {
        return folder.resolve(program + ".out");
    }

    /** Logs the account on, or connects it to its session again; the one that it has, if it has one. */
    public void logOn() throws IOException {
        logOn("1024x768");
    }

    /** The same on a screen of that size: xrdp-sesman has a session of its own for each size. */
    public void logOn(String size) throws IOException {
        var client = process(
                "xfreerdp",
                "/v:127.0.0.1:" + port,
                "/u:" + account.name(),
                "/p:" + password,
                "/cert:ignore",
                "/size:" + size);
        client.environment().put("DISPLAY", screenName);
        client.environment().put("HOME", folder.toString());
        clients.add(client.start());
    }

    /** Ends the clients, as when their machines are switched off. */
    public void hangUp() {
        clients.forEach(client -> client.destroyForcibly().onExit().join());
        clients.clear();
    }

    /** Sends a signal to xrdp-sesman itself, and to none of its children. */
    public void signalSesman(String name) throws IOException {
        signal(name, sesman.pid());
    }

    /** Sends a signal to xrdp itself, and to none of those that serve a client. */
    public void signalXrdp(String name) throws IOException {
        signal(name, xrdp.pid());
    }

    /** Kills xrdp-sesman, and none of its children. */
    public void killSesman() {
        sesman.destroyForcibly().onExit().join();
    }

    /** Kills xrdp, and none of those that serve a client. */
    public void killXrdp() {
        xrdp.destroyForcibly().onExit().join();
    }

    /** Starts what was killed, and continues what was stopped: before long, nobody is listened to there either. */
    public void restart() throws IOException {
        if (sesman.isAlive()) {
            signalSesman("CONT");
        } else {
            sesman = startSesman();
        }
        if (xrdp.isAlive()) {
            signalXrdp("CONT");
        } else {
            xrdp = startXrdp();
        }
        awaitListening(port);
    }

    /** Sends a signal to one process. */
    public void signal(String name, long pid) throws IOException {
        if (process("kill", "-" + name, Long.toString(pid))
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                != 0) {
            throw new IOException("kill -" + name + " " + pid + ": " + Files.readString(log("kill")));
        }
    }

    public Path lock(String display) {
        return Path.of("/tmp/.X" + display + "-lock");
    }

    public Path socket(String display) {
        return Path.of("/tmp/.X11-unix/X" + display);
    }

    /** What sessions on that display have left in xrdp's own folder. */
    public List<Path> left(String display) throws IOException {
        try (var all = Files.list(Path.of("/run/xrdp/sockdir"))) {
            return all.filter(path -> path.getFileName().toString().endsWith("_" + display))
                    .toList();
        }
    }

    private void awaitListening(int tcpPort) {
        // xrdp-sesman takes 127.0.0.1 for ::1, where the machine has that.
        Await.until("port " + tcpPort + " listens", () -> listens("127.0.0.1", tcpPort) || listens("::1", tcpPort));
    }

    private static boolean listens(String address, int tcpPort) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, tcpPort), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every session of the account, whatever state it is in, and removes what it has left. */
    public void endSessions() throws IOException {
        hangUp();
        // What is stopped takes no note of its children's ends.
        signalSesman("CONT");
        signalXrdp("CONT");
        var keepers = sesman.children().toList();
        Await.until("its sessions have ended", () -> {
            var members = members();
            members.forEach(ProcessHandle::destroyForcibly);
            return members.isEmpty();
        });
        Await.until("xrdp-sesman has taken note", () -> {
            for (var keeper : keepers) {
                // It may have ended by now.
                process("kill", "-CONT", Long.toString(keeper.pid()))
                        .start()
                        .onExit()
                        .join();
            }
            return sesman.children().noneMatch(ProcessHandle::isAlive);
        });
        for (int display = firstDisplay; display < firstDisplay + 10; display++) {
            var name = Integer.toString(display);
            Files.deleteIfExists(lock(name));
            Files.deleteIfExists(socket(name));
            for (var left : left(name)) {
                Files.deleteIfExists(left);
            }
        }
    }

    /** A dead one that its parent has not taken note of has no command any more. */
    private List<ProcessHandle> members() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().user().filter(account.name()::equals).isPresent())
                .filter(process -> process.info()
                        .command()
                        .filter(command -> !command.endsWith("sshd"))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            restart();
            endSessions();
        } finally {
            for (var process : List.of(xrdp, sesman, screen)) {
                process.destroyForcibly().onExit().join();
            }
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
