package io.sessionwarden.audit;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes that the hashes of a record are taken over, without a text in between: UTF-8. Half of a surrogate pair has none; it
 * is written as the three bytes of its number, so that no text that has it has the hash of one that is well formed. For one
 * thread.
 */
final class RecordBytes {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** No character takes more. */
    private static final int MOST_A_CHARACTER = 6;

    private byte[] bytes = new byte[2048];
    private int length;

    /** Takes a text as it is. */
    RecordBytes text(String text) {
        length = 0;
        append(text);
        return this;
    }

    /** Takes the header of a record, as {@link Chain} describes it. */
    RecordBytes header(Link link) {
        length = 0;
        append("session-warden record 1\n");
        line("sequence=", Long.toString(link.sequence()));
        line("at=", link.at());
        line("type=", link.type());
        line("source=", link.source());
        line("outcome=", link.outcome());
        line("who=", link.who());
        line("incident=", link.incident());
        line("server=", link.server());
        line("session=", link.session());
        line("revision=", link.revision());
        line("payloadHash=", link.payloadHash());
        line("previousHash=", link.previousHash());
        return this;
    }

    private void line(String name, String value) {
        append(name);
        appendEscaped(value);
        bytes[length++] = '\n';
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** The record's hash, or the payload's: in small hex digits. */
    String hash() {
        return HexFormat.of().formatHex(digest(TreeHash.sha256()));
    }

    /** Whether that is the hash, in small hex digits. */
    boolean hasHash(String hex) {
        var hash = digest(TreeHash.sha256());
        if (hex.length() != 2 * hash.length) {
            return false;
        }
        for (int i = 0; i < hash.length; i++) {
            if (hex.charAt(2 * i) != HEX[hash[i] >> 4 & 15] || hex.charAt(2 * i + 1) != HEX[hash[i] & 15]) {
                return false;
            }
        }
        return true;
    }

    /** The hash of the record's leaf in the tree. */
    byte[] leaf() {
        var sha256 = TreeHash.sha256();
        sha256.update((byte) 0);
        return digest(sha256);
    }

    private byte[] digest(MessageDigest sha256) {
        sha256.update(bytes, 0, length);
        return sha256.digest();
    }

    private void append(String text) {
        makeRoom(text);
        for (int i = appendAscii(text); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                i += appendWide(text, i);
            }
        }
    }

    /** Takes the ASCII that a text begins with: nearly always all of it. How much that was. */
    private int appendAscii(String text) {
        var into = bytes;
        int from = length;
        int size = text.length();
        int i = 0;
        while (i < size) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            into[from + i] = (byte) c;
            i++;
        }
        length = from + i;
        return i;
    }

    /** Takes what a text begins with that stands for itself, escaped or not: nearly always all of it. How much that was. */
    private int appendPlain(String text) {
        var into = bytes;
        int from = length;
        int size = text.length();
        int i = 0;
        while (i < size) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            into[from + i] = (byte) c;
            i++;
        }
        length = from + i;
        return i;
    }

    private void appendEscaped(String text) {
        makeRoom(text);
        for (int i = appendPlain(text); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                for (char escaped : FlatJson.escape(String.valueOf(c)).toCharArray()) {
                    bytes[length++] = (byte) escaped;
                }
            } else {
                i += appendWide(text, i);
            }
        }
    }

    /** How many further characters were taken with it: one of a surrogate pair. */
    private int appendWide(String text, int at) {
        int point = text.codePointAt(at);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | point >> 6);
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | point >> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | point >> 18);
                bytes[length++] = (byte) (0x80 | ((point >> 12) & 63));
            }
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 63));
        }
        bytes[length++] = (byte) (0x80 | (point & 63));
        return Character.charCount(point) - 1;
    }

    private void makeRoom(String text) {
        int needed = Math.addExact(length + 1, Math.multiplyExact(MOST_A_CHARACTER, text.length()));
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
