package io.sessionwarden.notary;

import io.sessionwarden.audit.Checkpoint;
import java.io.IOException;

/** Where checkpoints go, best off the machine. For one thread at a time; each sending ends within half a minute. */
public interface Destination {

    /** What people call it, such as {@code syslog udp://log.example:514}. */
    String name();

    /**
     * Sends it there.
     *
     * @throws IOException where it did not go, in words
     */
    void send(Checkpoint checkpoint) throws IOException;
}
