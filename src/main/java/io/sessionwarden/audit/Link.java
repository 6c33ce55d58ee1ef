package io.sessionwarden.audit;

/**
 * A record of the chain as it is stored or exported: bare texts, any of which may have been tampered with. What each must
 * be is said at {@link Chain}.
 *
 * @param sequence its number
 * @param at when it was recorded, as {@code 2026-03-01T08:00:00.000000Z}
 * @param type the name of an {@link EventType}
 * @param source which part of the program says so
 * @param outcome one word
 * @param who on whose behalf
 * @param incident the incident it belongs to, or empty
 * @param server the server's configured name, or empty
 * @param session the canonical identity of the session, or empty
 * @param revision the policy's revision in force
 * @param payload the details as one line of JSON; empty where they were removed
 * @param payloadHash hex SHA-256 of the payload
 * @param previousHash the hash of the record before it
 * @param hash hex SHA-256 of the header
 */
public record Link(
        long sequence,
        String at,
        String type,
        String source,
        String outcome,
        String who,
        String incident,
        String server,
        String session,
        String revision,
        String payload,
        String payloadHash,
        String previousHash,
        String hash) {

    /** The same link with another payload. */
    public Link withPayload(String other) {
        return new Link(
                sequence,
                at,
                type,
                source,
                outcome,
                who,
                incident,
                server,
                session,
                revision,
                other,
                payloadHash,
                previousHash,
                hash);
    }
}
