package io.sessionwarden.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks a chain link by link, in constant memory: hand over every link in the order of the sequence, then close with the
 * head that the chain should have. Goes on after a fault, taking the faulty link at its word, so that one alteration does
 * not count against all that follow. For one thread.
 */
public final class ChainCheck {

    /** Further faults are not listed. */
    public static final int MOST_FAULTS = 100;

    private final List<String> faults = new ArrayList<>();
    private long records;
    private long lastSequence;
    private String lastHash = Chain.START;

    /** Checks the next link against itself and against the one before it. */
    public void next(Link link) {
        records++;
        if (!Chain.hash(link.payload()).equals(link.payloadHash())) {
            fault("record " + link.sequence() + ": its payload was altered");
        }
        if (!Chain.hash(Chain.header(link)).equals(link.hash())) {
            fault("record " + link.sequence() + ": its header was altered");
        }
        checkPlace(link);
        lastSequence = link.sequence();
        lastHash = link.hash();
    }

    private void checkPlace(Link link) {
        long expected = lastSequence + 1;
        if (link.sequence() > expected) {
            fault(missing(expected, link.sequence() - 1));
        } else if (link.sequence() < expected) {
            fault("record " + link.sequence() + ": stands after record " + lastSequence);
        } else if (!link.previousHash().equals(lastHash)) {
            fault("record " + link.sequence() + ": does not follow what stands before it; one of the two was altered");
        }
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
        return new AuditTrail.Verification(records, lastHash, List.copyOf(faults));
    }

    private static String missing(long first, long last) {
        return first == last ? "record " + first + ": missing" : "records " + first + " to " + last + ": missing";
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }
}
