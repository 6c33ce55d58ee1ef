package io.sessionwarden.control.wire;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the one shape of JSON that the messages have: an object of texts, small whole numbers and one flat object of texts.
 * Strict (RFC 8259), and stricter: whatever else JSON allows, and a name that stands twice, is refused with
 * {@link IllegalArgumentException}. Never recurses, so no nesting can exhaust the stack.
 */
final class JsonLineReader {

    private final String line;
    private final Set<String> members = new HashSet<>();
    private int at;

    JsonLineReader(String line) {
        this.line = line;
    }

    /** Enters the object and returns the name of its first member, or the empty string where it has none. */
    String firstMember() {
        expect('{');
        if (peek() == '}') {
            at++;
            end();
            return "";
        }
        return name(members);
    }

    /** The name of the next member, or the empty string where the object and the line end. */
    String nextMember() {
        if (peek() == ',') {
            at++;
            return name(members);
        }
        expect('}');
        end();
        return "";
    }

    private String name(Set<String> seen) {
        var name = text();
        if (name.isEmpty() || !seen.add(name)) {
            throw wrong("an empty name, or one that stands twice");
        }
        expect(':');
        return name;
    }

    /** An object of texts only, with at most so many members. */
    Map<String, String> texts(int most) {
        var texts = new LinkedHashMap<String, String>();
        var seen = new HashSet<String>();
        expect('{');
        if (peek() == '}') {
            at++;
            return texts;
        }
        do {
            if (texts.size() == most) {
                throw wrong("more than " + most + " members");
            }
            var name = name(seen);
            texts.put(name, text());
        } while (took(','));
        expect('}');
        return texts;
    }

    private boolean took(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    int number() {
        peek();
        int start = at;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        if (at == start || at - start > 9 || (at - start > 1 && line.charAt(start) == '0')) {
            throw wrong("no small whole number");
        }
        return Integer.parseInt(line.substring(start, at));
    }

    String text() {
        expect('"');
        var text = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return text.toString();
            }
            if (c < ' ') {
                throw wrong("a bare control character");
            }
            text.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw wrong("no hexadecimal digit");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private char next() {
        if (at == line.length()) {
            throw wrong("it ends too early");
        }
        return line.charAt(at++);
    }

    private char peek() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' expected");
        }
        at++;
    }

    private void end() {
        peek();
        if (at != line.length()) {
            throw wrong("something follows the object");
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not the JSON that was expected: " + what + " at character " + at);
    }
}
