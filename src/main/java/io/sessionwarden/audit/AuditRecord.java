package io.sessionwarden.audit;

import java.time.Instant;

/**
 * An event in its place in the chain.
 *
 * @param sequence its number, from 1 without gaps
 * @param at when it was recorded, to the microsecond
 * @param event what was recorded
 * @param payloadHash hex SHA-256 of the payload
 * @param previousHash the hash of the record before it; sixty-four zeros for the first
 * @param hash hex SHA-256 over the header, of which the payload's hash and the previous hash are part
 */
public record AuditRecord(
        long sequence, Instant at, AuditEvent event, String payloadHash, String previousHash, String hash) {}
