package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Mail, handed to the machine's own sendmail command, which queues it.
 *
 * @param sendmail the command, which takes {@code -t -i} and a message
 * @param to one address
 */
public record Mail(Path sendmail, String to) implements Destination {

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
        new Sendmail(sendmail).send(message(checkpoint));
    }

    private String message(Checkpoint checkpoint) {
        return "To: " + to + "\nSubject: checkpoint of " + checkpoint.origin() + ", " + checkpoint.size()
                + " records\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + checkpoint.note();
    }
}
