package io.sessionwarden.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The key that signs checkpoints: Ed25519. Its text has two lines, the private key as signed notes write it,
 * {@code PRIVATE+KEY+NAME+ID+SEED}, and the {@link VerifierKey}. Safe for use by several threads.
 */
public final class SigningKey {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final Pattern NAME = Pattern.compile("[!-*,-~]{1,200}");

    private final byte[] seed;
    private final VerifierKey verifier;

    private SigningKey(byte[] seed, VerifierKey verifier) {
        this.seed = seed;
        this.verifier = verifier;
    }

    /**
     * A new key.
     *
     * @param name whose trail it will be: up to 200 printable characters of ASCII without blank and plus
     */
    public static SigningKey generate(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a key: '" + name + "'");
        }
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // In X.509 the key's 32 bytes stand last (RFC 8410).
            var encoded = pair.getPublic().getEncoded();
            var key = Arrays.copyOfRange(encoded, encoded.length - TreeHash.BYTES, encoded.length);
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKey(seed, VerifierKey.of(name, key));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java from 15 on has Ed25519", e);
        }
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws IllegalArgumentException where it is anything else, or the two lines are of different keys
     */
    public static SigningKey parse(String text) {
        var lines = text.strip().lines().toList();
        if (lines.size() != 2 || !lines.get(0).startsWith(PREFIX)) {
            throw new IllegalArgumentException("a key has two lines, the first of which begins with " + PREFIX);
        }
        var verifier = VerifierKey.parse(lines.get(1));
        var named = PREFIX + verifier.name() + "+" + verifier.id() + "+";
        if (!lines.get(0).startsWith(named)) {
            throw new IllegalArgumentException("its two lines are of different keys");
        }
        var typed = Base64.getDecoder().decode(lines.get(0).substring(named.length()));
        if (typed.length != 1 + TreeHash.BYTES || typed[0] != VerifierKey.ED25519) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        var key = new SigningKey(Arrays.copyOfRange(typed, 1, typed.length), verifier);
        var trial = new byte[] {1};
        if (!verifier.signed(trial, key.sign(trial))) {
            throw new IllegalArgumentException("its two lines are of different keys");
        }
        return key;
    }

    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java from 15 on has Ed25519", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    /** What is kept in a file that only the warden's user can read. */
    public String text() {
        var typed = new byte[1 + seed.length];
        typed[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return PREFIX + verifier.name() + "+" + verifier.id() + "+"
                + Base64.getEncoder().encodeToString(typed) + "\n" + verifier.text() + "\n";
    }
}
