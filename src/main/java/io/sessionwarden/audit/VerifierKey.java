package io.sessionwarden.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The public half of the key that signs checkpoints, in the text form of signed notes (C2SP signed-note, Go's sumdb/note):
 * {@code NAME+ID+KEY}, where the id is the first four bytes, in hex, of the SHA-256 of the name, a line feed, a one byte and the
 * 32 bytes of the Ed25519 key, and KEY is the Base64 of the one byte and the key.
 *
 * @param name whose trail it is, such as {@code session-warden/ts1}; no blank and no plus
 * @param id eight small hex digits
 * @param text the whole key as one line
 */
public record VerifierKey(String name, String id, String text) {

    /** What an Ed25519 key begins with in X.509 (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Says "Ed25519" in a note's key. */
    static final byte ED25519 = 1;

    static VerifierKey of(String name, byte[] key) {
        var typed = new byte[1 + key.length];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        var id = id(name, typed);
        return new VerifierKey(
                name, id, name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed));
    }

    /**
     * A key as it was written.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static VerifierKey parse(String text) {
        var parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a public key reads NAME+ID+KEY in one line");
        }
        var typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + TreeHash.BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        var key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.id().equals(parts[1].toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the id of the key is " + key.id() + ", not " + parts[1]);
        }
        return key;
    }

    private static String id(String name, byte[] typed) {
        var digest = TreeHash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(typed), 0, 4);
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        var typed = Base64.getDecoder().decode(text.split("\\+", 3)[2]);
        var encoded = Arrays.copyOf(X509, X509.length + TreeHash.BYTES);
        System.arraycopy(typed, 1, encoded, X509.length, TreeHash.BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
