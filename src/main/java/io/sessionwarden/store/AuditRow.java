package io.sessionwarden.store;

import io.sessionwarden.audit.Chain;
import io.sessionwarden.audit.Link;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One record of the chain. */
@Entity
@Immutable
@Table(name = "audit_record")
class AuditRow {

    @Id
    private long sequence;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    private String type;
    private String source;
    private String outcome;
    private String who;
    private String incident;
    private String server;
    private String session;
    private String revision;
    private String payload;

    @Column(name = "payload_hash")
    private String payloadHash;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    @SuppressWarnings("NullAway.Init")
    protected AuditRow() {}

    AuditRow(Instant recordedAt, Link link) {
        this.sequence = link.sequence();
        this.recordedAt = recordedAt;
        this.type = link.type();
        this.source = link.source();
        this.outcome = link.outcome();
        this.who = link.who();
        this.incident = link.incident();
        this.server = link.server();
        this.session = link.session();
        this.revision = link.revision();
        this.payload = link.payload();
        this.payloadHash = link.payloadHash();
        this.previousHash = link.previousHash();
        this.hash = link.hash();
    }

    long sequence() {
        return sequence;
    }

    Link link() {
        return new Link(
                sequence,
                Chain.isoMicros(recordedAt),
                type,
                source,
                outcome,
                who,
                incident,
                server,
                session,
                revision,
                payload,
                payloadHash,
                previousHash,
                hash);
    }
}
