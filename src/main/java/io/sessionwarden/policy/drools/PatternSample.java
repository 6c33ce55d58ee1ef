package io.sessionwarden.policy.drools;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * A short text that a pattern matches: of every choice the first, of every repetition as few as may be. For patterns as people
 * write them; look-around and references to groups are not understood. For one thread.
 */
final class PatternSample {

    private static final Pattern GROUP_HEAD = Pattern.compile("\\((\\?(:|>|<[A-Za-z][A-Za-z0-9]*>|[a-zA-Z-]*:))?");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]+\\)|[\\^$]|\\\\[bBAGzZ]");
    private static final Pattern ONE_CHARACTER = Pattern.compile(
            "\\\\[pP]\\{[^}]*\\}|\\\\.|\\[\\^?\\]?(\\\\.|\\[[^\\]]*\\]|[^\\]\\\\])*\\]|[^()|*+?{]", Pattern.DOTALL);
    private static final Pattern REPETITION = Pattern.compile("([*+?]|\\{([0-9]{1,3})(,[0-9]*)?\\})[?+]?");

    private static final int MOST_READS = 200_000;

    private final String pattern;
    private int at;

    private PatternSample(String pattern) {
        this.pattern = pattern;
    }

    /** A matcher knows no limit, but reads every character from here; a pattern that reads so many times has no sample. */
    private static final class Bounded implements CharSequence {
        private final String text;
        private int reads;

        Bounded(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Such a text; nothing where none is found. */
    static Optional<String> of(Pattern pattern) {
        try {
            return Optional.of(new PatternSample(pattern.pattern()).choice())
                    .filter(text -> pattern.matcher(new Bounded(text)).matches());
        } catch (NotUnderstood | TooCostly | PatternSyntaxException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Up to the end or to a bracket that closes; only what stands before the first bar counts. */
    private String choice() throws NotUnderstood {
        var text = sequence();
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            sequence();
        }
        return text;
    }

    private String sequence() throws NotUnderstood {
        var text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            if (next(FLAGS).isEmpty()) {
                var part = part();
                text.append(part.repeat(times()));
            }
        }
        return text.toString();
    }

    private String part() throws NotUnderstood {
        if (next(GROUP_HEAD).isEmpty()) {
            return one(next(ONE_CHARACTER).map(Matcher::group).orElseThrow(NotUnderstood::new));
        }
        var inner = choice();
        if (at == pattern.length()) {
            throw new NotUnderstood();
        }
        at++;
        return inner;
    }

    private int times() {
        var repetition = next(REPETITION);
        if (repetition.isEmpty()) {
            return 1;
        }
        var count = repetition.get().group(2);
        return count != null
                ? Integer.parseInt(count)
                : repetition.get().group(1).equals("+") ? 1 : 0;
    }

    /** A character that this part of the pattern stands for; a letter or digit where it can be one. */
    private static String one(String part) throws NotUnderstood {
        var wanted = Pattern.compile(part, Pattern.DOTALL);
        return IntStream.of('a', '0', 'A', ' ')
                .flatMap(first -> IntStream.range(0, 128).map(i -> (first + i) % 128))
                .mapToObj(character -> String.valueOf((char) character))
                .filter(text -> wanted.matcher(text).matches())
                .findFirst()
                .orElseThrow(NotUnderstood::new);
    }

    private Optional<Matcher> next(Pattern wanted) {
        var matcher = wanted.matcher(pattern).region(at, pattern.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }

    /** The pattern has something that is not understood here. */
    private static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
