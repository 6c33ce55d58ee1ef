package io.sessionwarden.host;

import io.sessionwarden.session.Evidence;

/**
 * Something of the server that does not answer: a stopped tmux server, an unreachable host. Raises an alarm; it is never a
 * reason to reset a session.
 *
 * @param server the configured name of the server
 * @param connector the connector that met it
 * @param what which thing, stable from sweep to sweep: {@code tmux server /tmp/tmux-0/default}; {@code the server} where it
 *     cannot be reached at all
 * @param certain false where it may be passing (a time-out on a busy machine, an answer that broke off); then it opens an
 *     incident only where it lasts
 * @param evidence what was seen
 */
public record ServerFault(String server, String connector, String what, boolean certain, Evidence evidence) {}
