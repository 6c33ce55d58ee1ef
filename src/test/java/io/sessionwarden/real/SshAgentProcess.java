package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real ssh-agent of a test's own. */
public final class SshAgentProcess implements AutoCloseable {

    private final Path socket;
    private final Process process;

    private SshAgentProcess(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    public static SshAgentProcess start(Path socket) throws IOException {
        var process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until("the agent listens", () -> Files.exists(socket));
        return new SshAgentProcess(socket, process);
    }

    public Path socket() {
        return socket;
    }

    /** Hands that private key to it, with these options of {@code ssh-add}. */
    public void add(Path key, String... options) throws IOException {
        var words = new ArrayList<>(List.of("ssh-add", "-q"));
        words.addAll(List.of(options));
        words.add(key.toString());
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        var adding = builder.start();
        var said = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (adding.onExit().join().exitValue() != 0) {
            throw new IOException("ssh-add: " + said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
