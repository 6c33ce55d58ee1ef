package io.sessionwarden.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of the Merkle tree over the trail (RFC 6962 and RFC 9162, section 2.1): SHA-256 of a zero byte and the leaf's
 * bytes, or of a one byte and the two hashes below. The leaf of a record is its header as {@link Chain} defines it; the
 * leaf of record 1 has index 0.
 */
public final class TreeHash {

    /** The bytes of a hash. */
    public static final int BYTES = 32;

    /** To look one up costs as much as the hash of a node. */
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(TreeHash::newSha256);

    /** The root of a tree without leaves: the SHA-256 of nothing. */
    static final byte[] EMPTY = sha256().digest();

    private TreeHash() {}

    /** The hash of a record's leaf. */
    public static byte[] leaf(Link link) {
        return new RecordBytes().header(link).leaf();
    }

    static byte[] leaf(byte[] bytes) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(bytes);
    }

    static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** This thread's, reset; to be used up before the next is asked for. */
    static MessageDigest sha256() {
        return OF_THREAD.get();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
