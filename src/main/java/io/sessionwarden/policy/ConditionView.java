package io.sessionwarden.policy;

import java.util.Map;
import java.util.Set;

/** One condition of a rule, as somebody who explains or tries the policy sees it. Immutable; safe for several threads. */
public interface ConditionView {

    /** As it stands in the file, in one line. */
    String text();

    /**
     * Whether it holds for this request.
     *
     * @throws ArithmeticException where it cannot be evaluated for it, such as a division by nought
     */
    boolean holds(ResetRequest request);

    /** The names of the fields that it reads. */
    Set<String> fields();

    /**
     * The constants that it compares a field with, by the field's name: {@code Long}, {@code String}, {@code Boolean} or
     * a constant of the field's own type. A pattern is told without its wildcards.
     */
    Map<String, Set<Object>> constants();

    /** The fields that it compares with each other: for a field's name, the others. */
    Map<String, Set<String>> comparedWith();
}
