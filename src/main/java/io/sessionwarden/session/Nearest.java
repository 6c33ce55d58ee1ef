package io.sessionwarden.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or nothing where no known word is near. */
    public static String hint(String typed, Collection<String> known) {
        return find(typed, known).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /** {@code ; did you mean 'x'?}, or all the words where none is near. For short lists. */
    public static String hintOrAll(String typed, Collection<String> known) {
        var hint = hint(typed, known);
        return hint.isEmpty()
                ? "; known are: " + String.join(", ", known.stream().sorted().toList())
                : hint;
    }

    private static Optional<String> find(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(word -> word))
                .filter(word -> distance(typed, word) <= Math.max(2, typed.length() / 3));
    }

    /** Levenshtein's, upper and lower case alike. */
    private static int distance(String one, String other) {
        if (one.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
