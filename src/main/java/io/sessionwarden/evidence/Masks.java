package io.sessionwarden.evidence;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Takes secrets out of a text, by patterns that people wrote. Bounded in work, whatever the patterns are: a text that takes
 * more is not masked halfway, it is refused. Safe for use by several threads.
 */
public final class Masks {

    /** Nothing is masked. */
    public static final Masks NONE = new Masks(List.of());

    /** Reads of a character, for all patterns together: some tenths of a second, however busy the machine is. */
    private static final int MOST_READS = 50_000_000;

    private final List<Mask> masks;
    private final int mostReads;

    public Masks(List<Mask> masks) {
        this(masks, MOST_READS);
    }

    Masks(List<Mask> masks, int mostReads) {
        this.masks = List.copyOf(masks);
        this.mostReads = mostReads;
    }

    /**
     * One pattern and what stands where it fits.
     *
     * @param pattern a regular expression of Java
     * @param replacement in which {@code $1} is what the first group fits
     * @param line the row of the table, for whoever has to mend it
     */
    public record Mask(Pattern pattern, String replacement, int line) {

        /**
         * Makes a mask of what people wrote.
         *
         * @throws IllegalArgumentException where the pattern or the replacement is broken, or fits where nothing is
         */
        public static Mask of(String pattern, String replacement, int line) {
            try {
                var compiled = Pattern.compile(pattern);
                if (compiled.matcher("").find()) {
                    throw new IllegalArgumentException("fits an empty text, and so everywhere");
                }
                requireGroups(compiled, replacement);
                return new Mask(compiled, replacement, line);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "is no regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1), e);
            }
        }

        /** The replacement is read only where something fits; so something is made to. */
        private static void requireGroups(Pattern pattern, String replacement) {
            try {
                var unused = Pattern.compile("|(?:" + pattern.pattern() + ")")
                        .matcher("")
                        .replaceFirst(replacement);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "has " + pattern.matcher("").groupCount() + " groups, which the replacement '" + replacement
                                + "' does not fit: " + e.getMessage(),
                        e);
            }
        }
    }

    /**
     * A text without its secrets.
     *
     * @param text the text
     * @param found how many there were
     */
    public record Masked(String text, int found) {}

    /** A pattern took longer than it may on that text. */
    public static final class TooCostlyException extends Exception {
        private static final long serialVersionUID = 1L;

        TooCostlyException(int line) {
            super("the pattern in row " + line + " of config/secrets.csv takes too long on it");
        }
    }

    /**
     * The text with everything masked that a pattern matches.
     *
     * @throws TooCostlyException where they read its characters more than fifty million times
     */
    public Masked apply(String text) throws TooCostlyException {
        var budget = new Budget(mostReads);
        var masked = text;
        int found = 0;
        for (var mask : masks) {
            try {
                var matcher = mask.pattern().matcher(new Counted(masked, budget));
                var out = new StringBuilder();
                while (matcher.find()) {
                    matcher.appendReplacement(out, mask.replacement());
                    found++;
                }
                masked = tail(matcher, out);
            } catch (OutOfBudgetException | StackOverflowError e) {
                throw new TooCostlyException(mask.line());
            }
        }
        return new Masked(masked, found);
    }

    private static String tail(Matcher matcher, StringBuilder out) {
        matcher.appendTail(out);
        return out.toString();
    }

    private static final class OutOfBudgetException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** How many characters may still be read. */
    private static final class Budget {
        private int left;

        Budget(int most) {
            this.left = most;
        }

        void take() {
            if (left-- <= 0) {
                throw new OutOfBudgetException();
            }
        }
    }

    /** A matcher knows no limit, but reads every character from here. */
    private record Counted(CharSequence text, Budget budget) implements CharSequence {

        @Override
        public char charAt(int index) {
            budget.take();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int stop) {
            return new Counted(text.subSequence(start, stop), budget);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
