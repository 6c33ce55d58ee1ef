package io.sessionwarden.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed statement about the first so many records of a trail. A signed note (C2SP tlog-checkpoint and signed-note), which
 * other programs read too; in UTF-8, each line ended by a line feed:
 *
 * <pre>
 * session-warden/ts1
 * 4711
 * (the root of the Merkle tree over the first 4711 records, Base64)
 * time 2026-03-01T08:00:00.000000Z
 *
 * &#x2014; session-warden/ts1 (Base64 of the key's id, 4 bytes, and the signature, 64 bytes)
 * </pre>
 *
 * <p>The Ed25519 signature is over everything before the empty line.
 *
 * @param origin whose trail it is: the name of the key
 * @param size how many records
 * @param root the tree's root, in small hex digits
 * @param at when it was made
 * @param note the whole text, ended by a line feed
 */
public record Checkpoint(String origin, long size, String root, Instant at, String note) {

    private static final Pattern NOTE = Pattern.compile("""
            (?<text>(?<origin>[!-*,-~]{1,200})\\n(?<size>0|[1-9][0-9]{0,17})\\n(?<root>[A-Za-z0-9+/]{43}=)\\n\
            time (?<at>[0-9TZ:.-]{20,30})\\n)\\n\u2014 \\k<origin> (?<signature>[A-Za-z0-9+/]{91}=)\\n""");

    /** Signs that statement. */
    public static Checkpoint sign(SigningKey key, long size, String root, Instant at) {
        var origin = key.verifier().name();
        var text = origin + "\n" + size + "\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root)) + "\ntime " + Chain.isoMicros(at)
                + "\n";
        var id = HexFormat.of().parseHex(key.verifier().id());
        var signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        var signed = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, signed, id.length, signature.length);
        return parse(text + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(signed) + "\n");
    }

    /**
     * A note as it was written; whether it is signed is for {@link #signedBy} to say.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Checkpoint parse(String note) {
        var parts = NOTE.matcher(note);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "this is no checkpoint: '" + note.lines().findFirst().orElse("") + "'");
        }
        try {
            return of(parts);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("this is no checkpoint: its time is " + parts.group("at"), e);
        }
    }

    /** Every checkpoint in a text, such as a file of them or what syslog kept (where line feeds are written {@code \n}). */
    public static List<Checkpoint> all(String text) {
        var found = new ArrayList<Checkpoint>();
        var parts = NOTE.matcher(text.replace("\r\n", "\n").replace("\\n", "\n"));
        while (parts.find()) {
            try {
                found.add(of(parts));
            } catch (DateTimeException e) {
                // It is passed over, as whatever else stands in such a text.
            }
        }
        return found;
    }

    private static Checkpoint of(Matcher parts) {
        var at = Instant.parse(parts.group("at"));
        var root = HexFormat.of().formatHex(Base64.getDecoder().decode(parts.group("root")));
        return new Checkpoint(parts.group("origin"), Long.parseLong(parts.group("size")), root, at, parts.group());
    }

    /** Whether that key signed it as its own trail's. */
    public boolean signedBy(VerifierKey key) {
        var parts = NOTE.matcher(note);
        if (!parts.matches() || !key.name().equals(origin)) {
            return false;
        }
        var signed = Base64.getDecoder().decode(parts.group("signature"));
        var id = HexFormat.of().formatHex(signed, 0, 4);
        return id.equals(key.id())
                && key.signed(
                        parts.group("text").getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(signed, 4, signed.length));
    }
}
