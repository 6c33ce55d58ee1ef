package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Mail, handed to the machine's own sendmail command, which queues it.
 *
 * @param sendmail the command, which takes {@code -t -i} and a message
 * @param to one address
 */
public record Mail(Path sendmail, String to) implements Destination {

    private static final int PATIENCE_SECONDS = 15;

    /** @throws IllegalArgumentException where the address is none; the message goes on after a subject */
    public Mail {
        if (!to.matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException("is one address, such as audit@example.com, not '" + to + "'");
        }
    }

    @Override
    public String name() {
        return "mail " + to;
    }

    @Override
    public void send(Checkpoint checkpoint) throws IOException {
        var process = new ProcessBuilder(sendmail.toString(), "-t", "-i")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // Less than a pipe holds: it is never waited for.
            try (var in = process.getOutputStream()) {
                in.write(message(checkpoint).getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(sendmail + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(sendmail + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String message(Checkpoint checkpoint) {
        return "To: " + to + "\nSubject: checkpoint of " + checkpoint.origin() + ", " + checkpoint.size()
                + " records\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + checkpoint.note();
    }
}
