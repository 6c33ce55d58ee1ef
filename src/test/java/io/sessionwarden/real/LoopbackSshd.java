package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.transport.SshTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real sshd on 127.0.0.1 with a port, host keys and configuration of its own, that lets one throwaway account in by key.
 * Needs root, {@code sshd} and {@code ssh-keygen}. Nothing of the machine's own SSH set-up is read or changed.
 */
public final class LoopbackSshd implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final ThrowawayAccount account;
    private final Way way;
    private Process daemon;

    /** The words by which sshd is started with that configuration on that port. */
    private interface Way {
        List<String> words(Path configuration, int port);
    }

    private LoopbackSshd(Path folder, int port, ThrowawayAccount account, Way way) {
        this.folder = folder;
        this.port = port;
        this.account = account;
        this.way = way;
    }

    /** Starts one that has a host key of each of these types ({@code ed25519}, {@code rsa}, {@code ecdsa}). */
    public static LoopbackSshd start(String... hostKeyTypes) throws IOException {
        return start(
                (configuration, port) -> List.of("/usr/sbin/sshd", "-D", "-f", configuration.toString()), hostKeyTypes);
    }

    /** Starts one on the loopback of a network namespace of its own: from here, nothing leads to it. */
    public static LoopbackSshd startHidden(String... hostKeyTypes) throws IOException {
        return start(
                (configuration, port) -> List.of(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        "ip link set lo up && exec /usr/sbin/sshd -D -f \"$1\"",
                        "sshd",
                        configuration.toString()),
                hostKeyTypes);
    }

    /** Starts one that is reached from here, and whose connections lead into the network of that hidden one. */
    public static LoopbackSshd startBefore(LoopbackSshd hidden, String... hostKeyTypes) throws IOException {
        return start(
                (configuration, port) -> List.of(
                        "systemd-socket-activate",
                        "--listen=127.0.0.1:" + port,
                        "--inetd",
                        "--accept",
                        "nsenter",
                        "--net=/proc/" + hidden.daemon.pid() + "/ns/net",
                        "/usr/sbin/sshd",
                        "-i",
                        "-f",
                        configuration.toString()),
                hostKeyTypes);
    }

    private static LoopbackSshd start(Way way, String... hostKeyTypes) throws IOException {
        // In /tmp itself and open to look into: the throwaway account must be able to read authorized_keys.
        Path folder = Files.createTempDirectory("warden-sshd");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(Path.of("/run/sshd"));
        var account = ThrowawayAccount.create();
        int port = freePort();
        for (String type : hostKeyTypes) {
            newKey(folder.resolve("host_" + type), type);
        }
        newKey(folder.resolve("user"), "ed25519");
        var sshd = new LoopbackSshd(folder, port, account, way);
        sshd.admit(folder.resolve("user.pub"));
        sshd.configure(hostKeyTypes);
        sshd.knowHost(sshd.knownHosts(), hostKeyTypes);
        sshd.startDaemon();
        return sshd;
    }

    private void configure(String... hostKeyTypes) throws IOException {
        var lines = Stream.concat(
                Stream.of(hostKeyTypes).map(type -> "HostKey " + folder.resolve("host_" + type)),
                Stream.of(
                        "ListenAddress 127.0.0.1:" + port,
                        "PidFile none",
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "PermitUserEnvironment no",
                        "AllowUsers " + account.name(),
                        "LogLevel ERROR"));
        Files.write(config(), lines.toList());
    }

    /** From now on every command is answered by that one, which finds it in {@code SSH_ORIGINAL_COMMAND}. */
    public void answerBy(String command) throws IOException {
        Files.writeString(config(), "ForceCommand " + command + "\n", StandardOpenOption.APPEND);
        restart();
    }

    private Path config() {
        return folder.resolve("sshd_config");
    }

    private void startDaemon() throws IOException {
        daemon = new ProcessBuilder(way.words(config(), port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        Await.until("sshd listens on port " + port, () -> daemon.isAlive() && listens());
    }

    /** Looks into the daemon's own network namespace: proc_net_tcp(5), state 0A = listens, 08 = waits to be closed. */
    private boolean listens() throws IOException {
        return sockets("0A") > 0;
    }

    /** How many connections to it were closed by their other side, while it hangs and does not know. */
    public long abandoned() throws IOException {
        return sockets("08");
    }

    private long sockets(String state) throws IOException {
        var here = Pattern.compile(String.format(" 0100007F:%04X [0-9A-F]{8}:[0-9A-F]{4} %s ", port, state));
        try (var lines = Files.lines(Path.of("/proc/" + daemon.pid() + "/net/tcp"))) {
            return lines.filter(line -> here.matcher(line).find()).count();
        }
    }

    /** How many connections are open to it, as its own side sees them. */
    public long connections() {
        return daemon.children().count();
    }

    /** Ends the daemon and every connection through it, and starts it again on the same port. */
    public void restart() throws IOException {
        stopDaemon();
        startDaemon();
    }

    /** Ends the daemon and every connection through it. */
    public void stopDaemon() {
        var children = daemon.descendants().toList();
        daemon.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        Await.until("sshd has ended", () -> !daemon.isAlive());
    }

    /** Ends every connection through the daemon, which goes on to listen. */
    public void endConnections() {
        daemon.descendants().toList().forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops the daemon and every connection through it: the kernel still takes connections, and nobody serves them. */
    public void hang() throws IOException {
        signalAll("-STOP");
    }

    /** Lets a daemon that hangs go on. */
    public void goOn() throws IOException {
        signalAll("-CONT");
    }

    private void signalAll(String signal) throws IOException {
        var words = new ArrayList<>(List.of("kill", signal, Long.toString(daemon.pid())));
        daemon.descendants().forEach(child -> words.add(Long.toString(child.pid())));
        new ProcessBuilder(words).start().onExit().join();
    }

    /** Lets the account in with that public key as well. */
    public void admit(Path publicKey) throws IOException {
        Path authorized = folder.resolve("authorized_keys");
        var keys = new ArrayList<String>();
        if (Files.exists(authorized)) {
            keys.addAll(Files.readAllLines(authorized));
        }
        keys.addAll(Files.readAllLines(publicKey));
        Files.write(authorized, keys);
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** From now on its keys count with these options only: sshd(8), AUTHORIZED_KEYS FILE FORMAT. */
    public void restrict(String options) throws IOException {
        Path authorized = folder.resolve("authorized_keys");
        Files.write(
                authorized,
                Files.readAllLines(authorized).stream()
                        .map(key -> options + " " + key.substring(key.indexOf("ssh-")))
                        .toList());
    }

    /** Writes a known hosts file that holds this server's keys of these types. */
    public void knowHost(Path knownHosts, String... types) throws IOException {
        var lines = new ArrayList<String>();
        for (String type : types) {
            String key = Files.readString(folder.resolve("host_" + type + ".pub"));
            lines.add("[127.0.0.1]:" + port + " " + key.strip());
        }
        Files.write(knownHosts, lines);
    }

    /** Makes a key pair without a passphrase at that path and {@code .pub}. */
    public static Path newKey(Path file, String type) throws IOException {
        var keygen = new ProcessBuilder("ssh-keygen", "-q", "-N", "", "-t", type, "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            if (keygen.waitFor() != 0) {
                throw new IOException(new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A target that this server accepts and that accepts this server. */
    public SshTarget target() {
        return target(key(), knownHosts());
    }

    public SshTarget target(Path privateKey, Path knownHosts) {
        return new SshTarget(account.name(), "127.0.0.1", port, privateKey, knownHosts, Duration.ofSeconds(10));
    }

    public Path folder() {
        return folder;
    }

    public Path key() {
        return folder.resolve("user");
    }

    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    public ThrowawayAccount account() {
        return account;
    }

    /** The address that the server listens on, {@code host:port}. */
    public List<String> address() {
        return List.of("127.0.0.1", Integer.toString(port));
    }

    @Override
    public void close() throws IOException {
        stopDaemon();
        account.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
