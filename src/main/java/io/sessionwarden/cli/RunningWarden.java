package io.sessionwarden.cli;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The warden that runs in a home folder, asked by a command that runs in its own process. */
public final class RunningWarden {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Duration patience;

    public RunningWarden(Path home) {
        this(home, PATIENCE);
    }

    /** @param patience how long one answer is waited for */
    public RunningWarden(Path home, Duration patience) {
        this.home = home;
        this.patience = patience;
    }

    /**
     * What it said.
     *
     * @param exit one of {@link ExitCode}; {@link ExitCode#UNREACHABLE} where no warden answers
     * @param out its output
     * @param err what is wrong, and what to do about it
     */
    public record Said(int exit, String out, String err) {}

    public Said ask(String command, Map<String, String> args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            int exit = new SocketClient(home, patience)
                    .ask(
                            new Request(command, args),
                            new PrintStream(out, false, StandardCharsets.UTF_8),
                            new PrintStream(err, false, StandardCharsets.UTF_8));
            return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (UnreachableException e) {
            return new Said(ExitCode.UNREACHABLE, "", e.getMessage() + "\n" + e.remedy() + "\n");
        }
    }
}
