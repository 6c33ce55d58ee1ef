package io.sessionwarden.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A map of texts as one line of JSON and back, in the canonical form of RFC 8785, so that equal maps give equal lines:
 * one object of strings, keys in the order of their UTF-16 code units (Java's {@link String#compareTo}), no space between
 * the tokens, and only these characters escaped: the quotation mark, the backslash, backspace, tab, line feed,
 * form feed and carriage return (with a backslash and, for the last five, b, t, n, f, r), and every other one below
 * U+0020 (with a backslash, u and four small hex digits). Half of a surrogate pair,
 * which no UTF-8 can hold, becomes U+FFFD.
 *
 * <p>Python writes the same line by {@code json.dumps(map, sort_keys=True, separators=(",", ":"), ensure_ascii=False)},
 * as long as the keys lie in the basic plane.
 */
public final class FlatJson {

    private static final String HEX = "0123456789abcdef";

    private final String line;
    private int at;

    private FlatJson(String line) {
        this.line = line;
    }

    public static String write(SortedMap<String, String> texts) {
        var line = new StringBuilder("{");
        for (var text : texts.entrySet()) {
            if (line.length() > 1) {
                line.append(',');
            }
            line.append('"').append(escape(wellFormed(text.getKey()))).append("\":\"");
            line.append(escape(wellFormed(text.getValue()))).append('"');
        }
        return line.append('}').toString();
    }

    /** The text as it stands between the quotes of a string. */
    static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        return plain == text.length() ? text : escapeEach(text);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    private static String escapeEach(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\b' -> escaped.append("\\b");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\f' -> escaped.append("\\f");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (c < ' ') {
                        escaped.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** The text with U+FFFD in place of every half of a surrogate pair. */
    static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        var whole = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isHalfAPair(text, i)) {
                whole.setCharAt(i, '\ufffd');
            }
        }
        return whole.toString();
    }

    static boolean isWellFormed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHalfAPair(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalfAPair(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where the line is anything else, with the position
     */
    public static SortedMap<String, String> read(String line) {
        return new FlatJson(line).object();
    }

    private SortedMap<String, String> object() {
        var texts = new TreeMap<String, String>();
        expect('{');
        if (peek() != '}') {
            text(texts);
            while (peek() == ',') {
                at++;
                text(texts);
            }
        }
        expect('}');
        if (at != line.length()) {
            throw wrong("the end");
        }
        return texts;
    }

    private void text(Map<String, String> texts) {
        var key = string();
        expect(':');
        if (texts.put(key, string()) != null) {
            throw wrong("each key once");
        }
    }

    private String string() {
        expect('"');
        var text = new StringBuilder();
        while (peek() != '"') {
            char c = line.charAt(at++);
            text.append(c == '\\' ? unescaped() : c);
        }
        at++;
        if (!isWellFormed(text)) {
            throw wrong("whole characters, not half of a surrogate pair, before the end of the text");
        }
        return text.toString();
    }

    private char unescaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> fromHex();
            default -> throw wrong("an escape");
        };
    }

    private char fromHex() {
        if (at + 4 > line.length()) {
            throw wrong("four hex digits");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(line.charAt(at++), 16);
            if (digit < 0) {
                throw wrong("four hex digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= line.length()) {
            throw wrong("more");
        }
        return line.charAt(at);
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("not the JSON of a map of texts: expected " + expected + " at " + at);
    }
}
