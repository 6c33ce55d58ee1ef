package io.sessionwarden.real;

import java.io.IOException;
import java.util.List;

/**
 * A real ssh(1) with a terminal, which comes from an address of its own on the loopback device, so that nothing else is cut off
 * with it. Needs root, {@code ssh} and {@code nft}.
 */
public final class SshClient implements AutoCloseable {

    private static final long SELF = ProcessHandle.current().pid();
    private static final String ADDRESS = "127.66." + SELF / 250 % 250 + "." + (1 + SELF % 250);
    private static final String TABLE = "warden_test_" + SELF;

    private final Process ssh;
    private boolean cut;

    private SshClient(Process ssh) {
        this.ssh = ssh;
    }

    /** Logs the account of that sshd on and runs a command of its shell. */
    public static SshClient logOn(LoopbackSshd sshd, String command) throws IOException {
        var line = List.of(
                "ssh",
                "-tt",
                "-F",
                "none",
                "-b",
                ADDRESS,
                "-p",
                sshd.address().get(1),
                "-i",
                sshd.key().toString(),
                "-o",
                "UserKnownHostsFile=" + sshd.knownHosts(),
                sshd.account().name() + "@127.0.0.1",
                command);
        return new SshClient(new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Loses what arrives for the client, as a broken cable would: what is stopped on its way out was never sent. */
    public void cut() throws IOException {
        nft("add table ip " + TABLE);
        cut = true;
        nft("add chain ip " + TABLE + " lost { type filter hook input priority 0; }");
        nft("add rule ip " + TABLE + " lost ip daddr " + ADDRESS + " drop");
    }

    private static void nft(String command) throws IOException {
        if (new ProcessBuilder("nft", command)
                        .inheritIO()
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                != 0) {
            throw new IOException("nft " + command + " failed");
        }
    }

    /** Ends it, and heals the cable. */
    @Override
    public void close() throws IOException {
        try {
            ssh.destroyForcibly().onExit().join();
        } finally {
            if (cut) {
                nft("delete table ip " + TABLE);
            }
        }
    }
}
