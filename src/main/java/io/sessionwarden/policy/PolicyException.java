package io.sessionwarden.policy;

import java.util.List;
import java.util.stream.Collectors;

/** The policy's files cannot be used as they are. Carries everything that is wrong with them, not just the first thing. */
public final class PolicyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyProblem> problems;

    /**
     * @param problems what is wrong, in the order of files and lines; not empty
     */
    public PolicyException(List<PolicyProblem> problems) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<PolicyProblem> problems() {
        return problems;
    }
}
