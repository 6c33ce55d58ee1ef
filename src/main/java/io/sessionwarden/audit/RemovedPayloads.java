package io.sessionwarden.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which payloads are missing of the records that were shown to it, and which of these no record tells of: hand over every
 * record, in order. A record of a removal tells of all records up to some number, so those that matter are the latest ones,
 * and a hundred ranges of them are kept. For one thread.
 */
public final class RemovedPayloads {

    private static final int MOST_RANGES = ChainCheck.MOST_FAULTS;

    private final Deque<long[]> ranges = new ArrayDeque<>();
    private long forgotten;
    private long told;

    /**
     * Takes the next record.
     *
     * @throws IllegalArgumentException where it is one that tells of a removal and cannot be read
     */
    public void note(Link link) {
        if (link.payload().isEmpty()) {
            noteMissing(link.sequence());
        } else if (link.type().equals(EventType.PAYLOADS_REMOVED.name())) {
            var upTo = FlatJson.read(link.payload()).getOrDefault(PayloadRemoval.UP_TO, "0");
            told = Math.max(told, Math.min(Long.parseLong(upTo), link.sequence() - 1));
        }
    }

    private void noteMissing(long sequence) {
        var last = ranges.peekLast();
        if (last != null && last[1] + 1 == sequence) {
            last[1] = sequence;
            return;
        }
        ranges.addLast(new long[] {sequence, sequence});
        if (ranges.size() > MOST_RANGES) {
            forgotten = Math.max(forgotten, ranges.removeFirst()[1]);
        }
    }

    /** Whether a payload is missing that no record tells of. */
    public boolean areUntold() {
        return forgotten > told || ranges.stream().anyMatch(range -> range[1] > told);
    }

    /** What is missing and not told of, in order, a sentence for each range. */
    List<String> untold() {
        var untold = new ArrayList<String>();
        if (forgotten > told) {
            untold.add("records " + (told + 1) + " to " + forgotten
                    + ": the payloads of some of them were removed, and no record says so");
        }
        for (var range : ranges) {
            if (range[1] > told) {
                untold.add(ChainCheck.records(Math.max(range[0], told + 1), range[1])
                        + ": the payload was removed, and no record says so");
            }
        }
        return untold;
    }
}
