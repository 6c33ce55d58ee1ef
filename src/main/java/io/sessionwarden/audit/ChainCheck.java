package io.sessionwarden.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chain link by link, in constant memory, and builds its tree anew: hand over every link in the order of the
 * sequence, then close with the head that the chain should have. Goes on after a fault, taking the faulty link at its word,
 * so that one alteration does not count against all that follow. For one thread.
 */
public final class ChainCheck {

    /** Further faults are not listed. */
    public static final int MOST_FAULTS = 100;

    private final List<String> faults = new ArrayList<>();
    private final List<Checkpoint> kept;
    private final RemovedPayloads removed = new RemovedPayloads();
    private final RecordBytes bytes = new RecordBytes();
    private final Frontier tree;
    private Frontier.Completed completed = (level, index, hash) -> {};
    private long records;
    private long payloadsRemoved;
    private long lastSequence;
    private String lastHash;
    private @Nullable Checkpoint agreed;
    private int next;

    /** Checks a chain from its first record on. */
    public ChainCheck() {
        this(List.of());
    }

    /**
     * Checks a chain from its first record on.
     *
     * @param kept checkpoints that the chain has to agree with
     */
    public ChainCheck(List<Checkpoint> kept) {
        this(new Frontier(), 0, Chain.START, kept);
    }

    /**
     * Checks a chain from a place on.
     *
     * @param tree that of the records before
     * @param lastSequence the last of these; 0 where there is none
     * @param lastHash its hash; {@link Chain#START} where there is none
     * @param kept checkpoints that the chain has to agree with; those of fewer records are passed over
     */
    public ChainCheck(Frontier tree, long lastSequence, String lastHash, List<Checkpoint> kept) {
        this.tree = tree;
        this.lastSequence = lastSequence;
        this.lastHash = lastHash;
        this.kept = kept.stream()
                .filter(checkpoint -> checkpoint.size() >= tree.size())
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        compareWithKept();
    }

    /** From now on each node of the tree is told there. */
    void whenCompleted(Frontier.Completed told) {
        completed = told;
    }

    /** Checks the next link against itself and against the one before it. */
    public void next(Link link) {
        records++;
        if (link.payload().isEmpty()) {
            payloadsRemoved++;
        } else if (!bytes.text(link.payload()).hasHash(link.payloadHash())) {
            fault("record " + link.sequence() + ": its payload was altered");
        }
        if (!bytes.header(link).hasHash(link.hash())) {
            fault("record " + link.sequence() + ": its header was altered");
        }
        noteRemoval(link);
        checkPlace(link);
        tree.append(bytes.leaf(), completed);
        compareWithKept();
    }

    private void checkPlace(Link link) {
        long expected = lastSequence + 1;
        if (link.sequence() < expected) {
            fault("record " + link.sequence() + ": "
                    + (link.sequence() == lastSequence
                            ? "stands there twice; one of the two was inserted"
                            : "stands after record " + lastSequence + "; they were reordered"));
            return;
        }
        if (link.sequence() > expected) {
            fault(missing(expected, link.sequence() - 1));
        } else if (!link.previousHash().equals(lastHash)) {
            fault("record " + link.sequence() + ": does not follow what stands before it; one of the two was altered");
        }
        lastSequence = link.sequence();
        lastHash = link.hash();
    }

    private void noteRemoval(Link link) {
        try {
            removed.note(link);
        } catch (IllegalArgumentException e) {
            fault("record " + link.sequence() + ": its payload cannot be read");
        }
    }

    /** Whether there are payloads missing so far of which no record so far says that they were removed. */
    boolean removedUntold() {
        return removed.areUntold();
    }

    private void compareWithKept() {
        while (next < kept.size() && kept.get(next).size() == tree.size()) {
            var checkpoint = kept.get(next++);
            if (checkpoint.root().equals(tree.root())) {
                agreed = checkpoint;
            } else {
                fault(rewritten(agreed, checkpoint));
            }
        }
    }

    /** How it is told that the records are not those that a checkpoint was made of. */
    static String rewritten(@Nullable Checkpoint agreed, Checkpoint checkpoint) {
        long first = agreed == null ? 1 : agreed.size() + 1;
        return "records " + first + " to " + checkpoint.size() + ": not those that the checkpoint of "
                + checkpoint.at() + " was made of; they were altered, and what follows signed anew"
                + (agreed == null ? "" : " (the records up to " + agreed.size() + " are those of " + agreed.at() + ")");
    }

    /** Closes the check of a trail with that head. */
    AuditTrail.Verification against(AuditTrail.Head head) {
        if (faults.isEmpty()
                && head.sequence() == lastSequence
                && head.hash().equals(lastHash)
                && !tree.text().equals(head.peaks())) {
            fault("record " + lastSequence + ": the head has another tree for it and those before");
        }
        return against(head.sequence(), head.hash());
    }

    /**
     * Closes the check.
     *
     * @param headSequence the sequence of the last record, as the trail's head has it; 0 for an empty trail
     * @param headHash the hash of the last record, as the trail's head has it; {@link Chain#START} for an empty trail
     */
    public AuditTrail.Verification against(long headSequence, String headHash) {
        if (headSequence > lastSequence) {
            fault(missing(lastSequence + 1, headSequence) + ": the head is at record " + headSequence);
        } else if (headSequence < lastSequence) {
            fault("record " + lastSequence + ": the head knows of no record after " + headSequence);
        } else if (!headHash.equals(lastHash)) {
            fault("record " + lastSequence + ": the head has another hash for it");
        }
        return closed(Instant.MAX);
    }

    /** Closes the check of records that no head belongs to, whatever was signed later than that. */
    AuditTrail.Verification closed(Instant end) {
        removed.untold().forEach(this::fault);
        for (; next < kept.size(); next++) {
            var checkpoint = kept.get(next);
            if (checkpoint.size() > tree.size() && !checkpoint.at().isAfter(end)) {
                fault(missing(tree.size() + 1, checkpoint.size()) + ": cut off; the checkpoint of " + checkpoint.at()
                        + " knew " + checkpoint.size() + " records");
            }
        }
        return new AuditTrail.Verification(records, payloadsRemoved, lastHash, tree.root(), List.copyOf(faults));
    }

    boolean holdsSoFar() {
        return faults.isEmpty();
    }

    /** How it is told that records are missing. */
    public static String missing(long first, long last) {
        return records(first, last) + ": missing";
    }

    static String records(long first, long last) {
        return first == last ? "record " + first : "records " + first + " to " + last;
    }

    void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }
}
