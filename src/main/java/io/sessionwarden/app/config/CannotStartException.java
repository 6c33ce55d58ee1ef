package io.sessionwarden.app.config;

import java.util.List;

/** The warden does not start, for all of these reasons; nothing has been started. The program exits with 2. */
public final class CannotStartException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** One line for each problem: where, what, and what to do where that is not plain. At least one. */
    public CannotStartException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public CannotStartException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
