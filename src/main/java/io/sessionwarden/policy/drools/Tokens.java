package io.sessionwarden.policy.drools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a part of a rule, taken one by one. Knows names, whole numbers, double-quoted texts, a closed set of
 * operators and both kinds of comment; every other character is refused, a backslash outside a text among them, so that no
 * encoding of a name can get past the checks that follow.
 */
final class Tokens {

    private static final Set<String> DOUBLE = Set.of("==", "!=", "<=", ">=", "&&", "||");
    private static final String SINGLE = "<>!+-*/%(),;:.[]{}=@";
    private static final int MOST = 2_000;
    private static final int MOST_DIGITS = 15;

    private final String source;
    private final int end;
    private int at;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private Tokens(String source, int from, int end) {
        this.source = source;
        this.at = from;
        // Drools' parser puts the end of a rule behind the end of a file that has no last newline.
        this.end = Math.min(end, source.length());
    }

    /**
     * The words between two characters of a file.
     *
     * @throws Misread at the first character that belongs to no word
     */
    static Tokens between(String source, int from, int end) {
        var tokens = new Tokens(source, from, end);
        tokens.readAll();
        return tokens;
    }

    /** The first character of a file that belongs to no word; nothing where every one does. */
    static Optional<Misread> fault(String source) {
        var tokens = new Tokens(source, 0, source.length());
        try {
            tokens.skipBlanks();
            while (tokens.at < tokens.end) {
                tokens.read();
                tokens.skipBlanks();
            }
            return Optional.empty();
        } catch (Misread e) {
            return Optional.of(e);
        }
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        var token = tokens.get(next);
        if (token.type() != Token.Type.END) {
            next++;
        }
        return token;
    }

    /** Takes the next word if it is that one. */
    boolean accept(String word) {
        boolean there = peek().is(word);
        if (there) {
            take();
        }
        return there;
    }

    /** Takes the next word, which must be that one. */
    Token expect(String word, String otherwise) {
        if (!peek().is(word)) {
            throw new Misread(peek().offset(), otherwise + ", not " + peek().shown());
        }
        return take();
    }

    private void readAll() {
        skipBlanks();
        while (at < end) {
            if (tokens.size() == MOST) {
                throw new Misread(at, "the rule is too long; divide it into several rules");
            }
            tokens.add(read());
            skipBlanks();
        }
        tokens.add(new Token(Token.Type.END, "", end));
    }

    private void skipBlanks() {
        while (at < end) {
            if (Character.isWhitespace(source.charAt(at))) {
                at++;
            } else if (source.startsWith("//", at)) {
                int newline = source.indexOf('\n', at);
                at = newline < 0 ? end : Math.min(newline, end);
            } else if (source.startsWith("/*", at)) {
                int close = source.indexOf("*/", at + 2);
                if (close < 0 || close + 2 > end) {
                    throw new Misread(at, "this comment has no end; close it with */");
                }
                at = close + 2;
            } else {
                return;
            }
        }
    }

    private Token read() {
        int start = at;
        char c = source.charAt(at);
        if (c == '"') {
            return quoted();
        }
        if (isLetter(c)) {
            while (at < end && (isLetter(source.charAt(at)) || isDigit(source.charAt(at)))) {
                at++;
            }
            return new Token(Token.Type.NAME, source.substring(start, at), start);
        }
        if (isDigit(c)) {
            return number();
        }
        if (at + 2 <= end && DOUBLE.contains(source.substring(at, at + 2))) {
            at += 2;
            return new Token(Token.Type.SYMBOL, source.substring(start, at), start);
        }
        if (SINGLE.indexOf(c) >= 0) {
            at++;
            return new Token(Token.Type.SYMBOL, String.valueOf(c), start);
        }
        throw new Misread(
                at,
                switch (c) {
                    case '\'' -> "texts stand in double quotes: \"like this\"";
                    case '\\' -> "a backslash may stand only in a text, before a quote or a backslash";
                    case '&', '|' -> "write '" + c + c + "'";
                    case '$' -> "names with $ are not needed; use the fields by their names";
                    default -> "the character '" + c + "' has no meaning here";
                });
    }

    private Token number() {
        int start = at;
        while (at < end && isDigit(source.charAt(at))) {
            at++;
        }
        boolean goesOn = at < end && (isLetter(source.charAt(at)) || source.charAt(at) == '.');
        if (goesOn || at - start > MOST_DIGITS) {
            throw new Misread(start, "a number is up to " + MOST_DIGITS + " digits and nothing else, such as 90");
        }
        return new Token(Token.Type.NUMBER, source.substring(start, at), start);
    }

    private Token quoted() {
        int start = at++;
        var text = new StringBuilder();
        while (at < end && source.charAt(at) != '"' && source.charAt(at) != '\n') {
            if (source.charAt(at) == '\\') {
                at++;
                if (at >= end || "\"\\".indexOf(source.charAt(at)) < 0) {
                    throw new Misread(at - 1, "after a backslash only \" or another backslash may follow");
                }
            }
            text.append(source.charAt(at++));
        }
        if (at >= end || source.charAt(at) != '"') {
            throw new Misread(start, "this text has no closing quote in its line");
        }
        at++;
        return new Token(Token.Type.QUOTED, text.toString(), start);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
