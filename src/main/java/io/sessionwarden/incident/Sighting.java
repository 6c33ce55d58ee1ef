package io.sessionwarden.incident;

import io.sessionwarden.host.ServerFault;
import io.sessionwarden.probe.Examined;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one sweep of one server saw.
 *
 * @param server the server
 * @param examined its sessions with their findings
 * @param faults what of the server did not answer
 * @param blind the connectors whose missing sessions prove nothing
 * @param at when
 */
public record Sighting(
        String server, List<Examined> examined, List<ServerFault> faults, Set<String> blind, Instant at) {}
