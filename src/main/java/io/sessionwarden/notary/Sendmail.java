package io.sessionwarden.notary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own sendmail command, which queues a message.
 *
 * @param command takes {@code -t -i} and a message
 */
public record Sendmail(Path command) {

    private static final int PATIENCE_SECONDS = 15;

    /**
     * Hands over a message, headers and all; it is read from a file, so that no command that hangs is ever waited for.
     *
     * @throws IOException where the command cannot be run, fails, or does not end within {@value #PATIENCE_SECONDS} s
     */
    public void send(String message) throws IOException {
        var file = Files.createTempFile("warden", ".mail");
        try {
            Files.writeString(file, message, StandardCharsets.UTF_8);
            run(file);
        } finally {
            Files.delete(file);
        }
    }

    private void run(Path message) throws IOException {
        var process = new ProcessBuilder(command.toString(), "-t", "-i")
                .redirectInput(message.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
