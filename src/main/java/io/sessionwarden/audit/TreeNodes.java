package io.sessionwarden.audit;

/** The complete subtrees of a Merkle tree, wherever they are kept. For one thread. */
@FunctionalInterface
public interface TreeNodes {

    /**
     * Every so many levels the nodes are stored, 1/256 of them all; what lies between is computed from at most 256 of the
     * level below. So a proof takes a handful of short reads.
     */
    int STORED = 8;

    /**
     * The hash of one complete subtree; no bytes where it is not there, which fits no root.
     *
     * @param level it has 2^level leaves
     * @param index how many subtrees of that level stand before it
     */
    byte[] node(int level, long index);
}
