package io.sessionwarden.store;

import io.sessionwarden.audit.Frontier;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last record of the chain. There is one row, and whoever appends holds its lock until the commit. */
@Entity
@Table(name = "chain_head")
class ChainHead {

    /** The key of the one row. */
    static final short ONLY = 1;

    @Id
    private short id;

    private long sequence;
    private String hash;
    private String peaks;

    @SuppressWarnings("NullAway.Init")
    protected ChainHead() {}

    long sequence() {
        return sequence;
    }

    String hash() {
        return hash;
    }

    /** The edge of the tree over the records up to this one. */
    Frontier tree() {
        return Frontier.read(sequence, peaks);
    }

    void moveTo(long newSequence, String newHash) {
        sequence = newSequence;
        hash = newHash;
    }

    void keep(Frontier tree) {
        peaks = tree.text();
    }
}
