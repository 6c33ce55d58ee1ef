package io.sessionwarden.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong in one file, gathered so that it is told at once and in the order of its lines. */
final class Problems {

    private static final int MOST = 100;

    private record Problem(int line, String text) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int count;

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String what) {
        count++;
        if (found.size() < MOST) {
            found.add(new Problem(line, file + ":" + line + ": " + what));
        }
    }

    /** How many there are, of which {@link #all} tells the first {@value #MOST}. */
    int count() {
        return count;
    }

    List<String> all() {
        var told = new ArrayList<>(found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList());
        if (count > MOST) {
            told.add(file + ": and " + (count - MOST) + " more like these");
        }
        return List.copyOf(told);
    }
}
