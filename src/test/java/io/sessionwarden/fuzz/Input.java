package io.sessionwarden.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that a check makes its texts of. In a text the byte 0xFF, which no UTF-8 holds, blows it up: it repeats the last
 * so many bytes as the next byte says, sixteen times as often as the one after that says, so that a few bytes are enough to
 * make a line of many thousand. For one thread.
 */
public final class Input {

    static final int BLOW_UP = 0xff;
    private static final int TIMES = 16;

    private final byte[] bytes;
    private final int longest;
    private int at;

    /** @param longest how many bytes a text is blown up to at most */
    Input(byte[] bytes, int longest) {
        this.bytes = bytes.clone();
        this.longest = longest;
    }

    private int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    /** A number from 0 to {@code bound - 1}; 0 where nothing is left. */
    public int below(int bound) {
        return (bound <= 256 ? next() : next() << 8 | next()) % bound;
    }

    public boolean toss() {
        return below(2) == 1;
    }

    /** Free text of at most so many characters; it holds no NUL and no line feed, and may hold anything else. */
    public String word(int most) {
        var word = new StringBuilder();
        for (int left = below(most + 1); left > 0; left--) {
            int c = next();
            word.append(c == 0 || c == '\n' ? '?' : (char) c);
        }
        return word.toString();
    }

    /** All that is left, as text. */
    public String rest() {
        return new String(restBytes(), StandardCharsets.UTF_8);
    }

    /** All that is left. */
    public byte[] restBytes() {
        var all = new ByteArrayOutputStream();
        while (at < bytes.length) {
            int next = next();
            if (next == BLOW_UP && at + 1 < bytes.length && all.size() > 0) {
                blowUp(all, next() + 1, (next() + 1) * TIMES);
            } else {
                all.write(next);
            }
        }
        return all.toByteArray();
    }

    private void blowUp(ByteArrayOutputStream all, int last, int times) {
        var so = all.toByteArray();
        int length = Math.min(last, so.length);
        for (int more = times; more > 0 && all.size() + length <= longest; more--) {
            all.write(so, so.length - length, length);
        }
    }
}
