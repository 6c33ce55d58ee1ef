package io.sessionwarden.author;

import io.sessionwarden.policy.OpenPolicy;
import io.sessionwarden.policy.PolicyException;

/** Chooses the policy by which a question is explained. */
@FunctionalInterface
interface ChoosePolicy {

    /**
     * A policy.
     *
     * @param which which one it is, in plain words: {@code the policy in force}
     */
    record Chosen(OpenPolicy policy, String which) {}

    /**
     * The policy for that question.
     *
     * @throws PolicyException where it cannot be used as it is
     */
    Chosen choose(Asked asked) throws PolicyException;
}
