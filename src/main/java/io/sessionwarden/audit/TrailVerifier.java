package io.sessionwarden.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a trail up to its head as it stands when the check begins; what is appended meanwhile is left for the next one. */
public final class TrailVerifier {

    private final AuditTrail trail;
    private final TreeNodes nodes;

    private TrailVerifier(AuditTrail trail) {
        this.trail = trail;
        this.nodes = trail.nodes();
    }

    /**
     * Reads the records once, in order and in constant memory, and builds the tree anew.
     *
     * @param since only the records after this checkpoint are read, of whose own records the stored tree must have the same
     *     root; null for all
     * @param kept checkpoints that the trail must agree with
     */
    public static AuditTrail.Verification verify(AuditTrail trail, @Nullable Checkpoint since, List<Checkpoint> kept) {
        var head = trail.head();
        var verifier = new TrailVerifier(trail);
        if (since == null || since.size() > head.sequence()) {
            var all = new ArrayList<>(kept);
            if (since != null) {
                all.add(since);
            }
            return verifier.verify(new Frontier(), Chain.START, head, all);
        }
        var all = new ArrayList<>(kept);
        all.add(since);
        return verifier.verify(Frontier.of(since.size(), verifier.nodes), verifier.hashOf(since.size()), head, all);
    }

    private AuditTrail.Verification verify(
            Frontier before, String hashBefore, AuditTrail.Head head, List<Checkpoint> kept) {
        long size = before.size();
        var check = new ChainCheck(before, size, hashBefore, kept);
        kept.stream()
                .filter(checkpoint -> checkpoint.size() < size)
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .filter(checkpoint -> !checkpoint
                        .root()
                        .equals(Frontier.of(checkpoint.size(), nodes).root()))
                .forEach(checkpoint -> check.fault(ChainCheck.rewritten(null, checkpoint)));
        check.whenCompleted((level, index, hash) -> compareWithStored(check, level, index, hash));
        if (head.greatest() > size) {
            trail.links(size == 0 ? Long.MIN_VALUE : size + 1, head.greatest(), check::next);
        }
        if (check.removedUntold()) {
            // Payloads may be removed while they are read here. The record of it was there first: it is to be read too.
            var now = trail.head();
            if (now.greatest() > head.greatest() && now.sequence() > head.sequence()) {
                trail.links(head.greatest() + 1, now.greatest(), check::next);
                return check.against(now);
            }
        }
        return check.against(head);
    }

    private String hashOf(long sequence) {
        var hash = new String[] {Chain.START};
        if (sequence > 0) {
            trail.links(sequence, sequence, link -> hash[0] = link.hash());
        }
        return hash[0];
    }

    /** Told once: a record that is missing moves every node after it. */
    private void compareWithStored(ChainCheck check, int level, long index, byte[] hash) {
        boolean stored = level > 0 && level % TreeNodes.STORED == 0;
        if (stored && check.holdsSoFar() && !Arrays.equals(hash, nodes.node(level, index))) {
            check.fault("records " + ((index << level) + 1) + " to " + ((index + 1) << level)
                    + ": the stored tree has another hash for them");
        }
    }
}
