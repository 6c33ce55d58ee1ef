package io.sessionwarden.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proofs in a Merkle tree (RFC 9162, sections 2.1.3 and 2.1.4): that a leaf is in the tree with a certain root, and that one
 * tree is the beginning of another. A proof has at most one hash for each level of the tree: 27 for 80 million leaves, 864
 * bytes. Pure; safe for use by several threads.
 */
public final class MerkleProof {

    private MerkleProof() {}

    /**
     * The path from a leaf to the root of the tree of the first {@code size} leaves, from the bottom up.
     *
     * @param index of the leaf, from 0 and below {@code size}
     */
    public static List<byte[]> inclusion(long index, long size, TreeNodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        includeIn(path, index, 0, size, nodes);
        return path;
    }

    private static void includeIn(List<byte[]> path, long index, long from, long to, TreeNodes nodes) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            includeIn(path, index, from, middle, nodes);
            path.add(range(middle, to, nodes));
        } else {
            includeIn(path, index, middle, to, nodes);
            path.add(range(from, middle, nodes));
        }
    }

    /**
     * What proves that the tree of the first {@code size} leaves begins with that of the first {@code before}.
     *
     * @param before from 1 to {@code size}
     */
    public static List<byte[]> consistency(long before, long size, TreeNodes nodes) {
        if (before < 1 || before > size) {
            throw new IllegalArgumentException("no tree of " + before + " leaves in one of " + size);
        }
        var path = new ArrayList<byte[]>();
        subproof(path, before, 0, size, true, nodes);
        return path;
    }

    private static void subproof(List<byte[]> path, long before, long from, long to, boolean whole, TreeNodes nodes) {
        if (before == to - from) {
            if (!whole) {
                path.add(range(from, to, nodes));
            }
            return;
        }
        long left = split(to - from);
        if (before <= left) {
            subproof(path, before, from, from + left, whole, nodes);
            path.add(range(from + left, to, nodes));
        } else {
            subproof(path, before - left, from + left, to, false, nodes);
            path.add(range(from, from + left, nodes));
        }
    }

    /** The hash over some leaves, which begin where a subtree of their size does. */
    private static byte[] range(long from, long to, TreeNodes nodes) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(leaves);
        return TreeHash.node(range(from, middle, nodes), range(middle, to, nodes));
    }

    /** The largest power of two below that number. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /**
     * The root of the tree that has that leaf by that path; null where the path fits no tree of that size (RFC 9162,
     * 2.1.3.2).
     */
    public static byte @Nullable [] rootOf(byte[] leaf, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return null;
        }
        long at = index;
        long last = size - 1;
        var root = leaf;
        for (var hash : path) {
            if (last == 0) {
                return null;
            }
            if ((at & 1) == 1 || at == last) {
                root = TreeHash.node(hash, root);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                root = TreeHash.node(root, hash);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 ? root : null;
    }

    /** Whether the path proves that the tree with the second root begins with the one with the first (RFC 9162, 2.1.4.2). */
    public static boolean proves(long before, byte[] beforeRoot, long size, byte[] root, List<byte[]> path) {
        if (before < 1 || before > size) {
            return false;
        }
        if (before == size) {
            return path.isEmpty() && Arrays.equals(beforeRoot, root);
        }
        var hashes = new ArrayList<>(path);
        if (Long.bitCount(before) == 1) {
            hashes.add(0, beforeRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        long at = before - 1;
        long last = size - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        var first = hashes.get(0);
        var second = hashes.get(0);
        for (var hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                first = TreeHash.node(hash, first);
                second = TreeHash.node(hash, second);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                second = TreeHash.node(second, hash);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(first, beforeRoot) && Arrays.equals(second, root);
    }
}
