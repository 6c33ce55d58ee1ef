package io.sessionwarden.cycle;

import io.sessionwarden.incident.Incident;
import java.time.Instant;

/**
 * Which incidents somebody wants to see.
 *
 * @param since that began then or later
 * @param server of that server, by its configured name; empty for all
 * @param open only those that are open
 */
public record IncidentFilter(Instant since, String server, boolean open) {

    /** All of them. */
    public static final IncidentFilter ALL = new IncidentFilter(Instant.EPOCH, "", false);

    /** Whether that is one of them. */
    public boolean takes(Incident incident) {
        return !incident.onset().isBefore(since)
                && (server.isEmpty() || incident.server().equals(server))
                && (!open || incident.open());
    }
}
