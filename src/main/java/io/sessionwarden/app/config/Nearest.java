package io.sessionwarden.app.config;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what a misspelt word was meant to be. */
final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean 'x'?} for a known word that is near, otherwise the list of all of them. */
    static String hint(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(word -> word))
                .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
                .map(word -> "; did you mean '" + word + "'?")
                .orElseGet(() -> "; known are: "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    /** Levenshtein's, upper and lower case alike. */
    private static int distance(String one, String other) {
        if (one.length() > 100) {
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
