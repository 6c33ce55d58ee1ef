package io.sessionwarden.policy;

import java.util.List;

/** Something that every policy must pass before it may come into force, such as its own scenarios. */
@FunctionalInterface
public interface PolicyCheck {

    /** Why it does not pass; empty where it does. */
    List<PolicyProblem> problems(OpenPolicy policy);
}
