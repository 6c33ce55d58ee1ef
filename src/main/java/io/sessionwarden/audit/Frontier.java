package io.sessionwarden.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The right edge of a growing Merkle tree: the roots of its complete subtrees, the largest first, one for each bit that is
 * set in its size. That is all that appending needs, so a leaf costs a hash or two and no reading of older ones. For one
 * thread.
 */
public final class Frontier {

    /** Is told each node that an append completes, the leaf itself included. */
    @FunctionalInterface
    public interface Completed {

        /**
         * One complete subtree.
         *
         * @param level it has 2^level leaves
         * @param index how many subtrees of that level stand before it
         */
        void node(int level, long index, byte[] hash);
    }

    private static final HexFormat HEX = HexFormat.of();

    private final List<byte[]> peaks = new ArrayList<>();
    private long size;

    /** That of an empty tree. */
    public Frontier() {}

    /** The edge of a tree of that size, taken from its complete nodes. */
    public static Frontier of(long size, TreeNodes nodes) {
        var frontier = new Frontier();
        long before = 0;
        for (int level = 62; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                frontier.peaks.add(nodes.node(level, before >> level));
                before += 1L << level;
            }
        }
        frontier.size = size;
        return frontier;
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws IllegalArgumentException where the text does not belong to a tree of that size
     */
    public static Frontier read(long size, String text) {
        if (size < 0 || text.length() != 2 * TreeHash.BYTES * Long.bitCount(size)) {
            throw new IllegalArgumentException("not the edge of a tree of " + size + " leaves");
        }
        var frontier = new Frontier();
        for (int at = 0; at < text.length(); at += 2 * TreeHash.BYTES) {
            frontier.peaks.add(HEX.parseHex(text, at, at + 2 * TreeHash.BYTES));
        }
        frontier.size = size;
        return frontier;
    }

    /** Appends the leaf with that hash. */
    public void append(byte[] leaf, Completed completed) {
        var node = leaf;
        int level = 0;
        completed.node(0, size, node);
        while ((size >> level & 1) == 1) {
            node = TreeHash.node(peaks.remove(peaks.size() - 1), node);
            level++;
            completed.node(level, size >> level, node);
        }
        peaks.add(node);
        size++;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** The root of the tree, in small hex digits. */
    public String root() {
        if (peaks.isEmpty()) {
            return HEX.formatHex(TreeHash.EMPTY);
        }
        var root = peaks.get(peaks.size() - 1);
        for (int at = peaks.size() - 2; at >= 0; at--) {
            root = TreeHash.node(peaks.get(at), root);
        }
        return HEX.formatHex(root);
    }

    /** The peaks in small hex digits, one after the other, the largest subtree's first. */
    public String text() {
        var text = new StringBuilder();
        peaks.forEach(peak -> text.append(HEX.formatHex(peak)));
        return text.toString();
    }
}
