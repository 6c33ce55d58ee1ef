package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands on this machine, as the user that the program runs as.
 *
 * <p>A command sees a small environment of its own ({@code PATH}, {@code HOME}, {@code LC_ALL=C.UTF-8}) and no secrets that
 * the program was started with; its working directory is {@code /}. No thread is made for a command: the calling thread
 * takes what both outputs hold while it waits for the end, so nothing is ever read that could block, and a daemon that
 * inherits an output cannot hold anybody up.
 */
public final class LocalRunner implements CommandRunner {

    /** Outputs are looked at this often; 64 KiB fit into a pipe meanwhile. The end of a command is known at once. */
    private static final Duration LOOK = Duration.ofMillis(1);

    /** What fits into any new pipe (PIPE_BUF of limits.h): written without a wait even where nobody reads. */
    private static final int FITS_INTO_A_PIPE = 4096;

    /**
     * The JDK tells errno in its message only: "Cannot run program ...: error=13, Permission denied", from 25 on "Cannot run
     * program ...: Exec failed, error: 13 (Permission denied)".
     */
    private static final Pattern EACCES = Pattern.compile(": (error=13,|Exec failed, error: 13 )");

    private static final Duration DYING = Duration.ofSeconds(1);

    @Override
    public CommandResult run(Command command) throws HostException {
        long start = System.nanoTime();
        byte[] input = command.input().getBytes(StandardCharsets.UTF_8);
        Path spool = null;
        try {
            spool = input.length > FITS_INTO_A_PIPE ? spooled(input) : null;
            Process process = start(command, spool);
            try {
                feed(process, spool == null ? input : new byte[0]);
                return await(process, command, start);
            } finally {
                end(process);
            }
        } catch (IOException e) {
            throw new HostException(Fault.GARBLED, "talking to " + program(command) + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(Fault.NOT_ANSWERING, program(command) + " was given up: the program is ending", e);
        } finally {
            drop(spool);
        }
    }

    private static Process start(Command command, @Nullable Path spool) throws HostException {
        var builder = new ProcessBuilder(command.words()).directory(new File("/"));
        var environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH", "HOME"));
        environment.putAll(Map.of("LC_ALL", "C.UTF-8"));
        if (spool != null) {
            builder.redirectInput(spool.toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw notStarted(command, e);
        }
    }

    private static HostException notStarted(Command command, IOException e) {
        if (EACCES.matcher(String.valueOf(e.getMessage())).find()) {
            return new HostException(Fault.NOT_PERMITTED, program(command) + " may not be run by this user", e);
        }
        return new HostException(
                Fault.UNREACHABLE, program(command) + " cannot be run: is it installed and on the PATH?", e);
    }

    private static void feed(Process process, byte[] input) {
        try (var in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // A command that ends without having read all of its input is within its rights: its exit tells the rest.
            return;
        }
    }

    private static CommandResult await(Process process, Command command, long start)
            throws IOException, InterruptedException, HostException {
        var out = new BoundedOutput(command.mostBytes());
        var err = new BoundedOutput(command.mostBytes());
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            out.takeAvailable(process.getInputStream());
            err.takeAvailable(process.getErrorStream());
            if (out.overflowed() || err.overflowed()) {
                throw new HostException(
                        Fault.GARBLED, program(command) + " printed more than " + command.mostBytes() + " bytes");
            }
            if (!ended && System.nanoTime() - start > command.timeout().toNanos()) {
                throw new HostException(
                        Fault.NOT_ANSWERING,
                        program(command) + " gave no answer within "
                                + command.timeout().toMillis() + " ms");
            }
        }
        var charset = command.dialect().output();
        return new CommandResult(process.exitValue(), out.text(charset), err.text(charset));
    }

    /** Leaves nothing of an unfinished command behind. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(DYING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path spooled(byte[] input) throws IOException {
        Path spool = Files.createTempFile("warden-input", ""); // for its owner only
        Files.write(spool, input);
        return spool;
    }

    private static void drop(@Nullable Path spool) {
        try {
            if (spool != null) {
                Files.deleteIfExists(spool);
            }
        } catch (IOException e) {
            spool.toFile().deleteOnExit();
        }
    }

    private static String program(Command command) {
        return "'" + command.words().get(0) + "'";
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public void close() {
        // Holds nothing between commands.
    }
}
