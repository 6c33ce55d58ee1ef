package io.sessionwarden.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that is wrong in one file, gathered so that it is told at once and in the order of its lines. What is found at the
 * same place twice is told once.
 */
public final class Problems {

    private static final int MOST = 100;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int count;
    private int again;

    public Problems(String file) {
        this.file = file;
    }

    /**
     * One thing that is wrong.
     *
     * @param line from 1
     * @param column from 1; 0 where it is about the whole line
     * @param what what is wrong, and what to do about it
     */
    public record Problem(int line, int column, String what) {}

    /** Something about a whole line. */
    public void add(int line, String what) {
        add(line, 0, what);
    }

    public void add(YamlNode node, String what) {
        add(node.line(), node.column(), what);
    }

    public void add(int line, int column, String what) {
        var problem = new Problem(line, column, what);
        count++;
        if (found.contains(problem)) {
            again++;
        } else if (found.size() < MOST) {
            found.add(problem);
        }
    }

    /** How often something was found wrong; {@link #found} and {@link #all} tell the first {@value #MOST}, each once. */
    public int count() {
        return count;
    }

    /** In the order of their places. */
    public List<Problem> found() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** In the order of their lines, each with the file's name and its line. */
    public List<String> all() {
        var told = new ArrayList<>(found().stream()
                .map(problem -> file + ":" + problem.line() + ": " + problem.what())
                .toList());
        if (count - again > MOST) {
            told.add(file + ": and " + (count - again - MOST) + " more like these");
        }
        return List.copyOf(told);
    }
}
