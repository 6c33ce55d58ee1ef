package io.sessionwarden.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One condition of a rule, as somebody who explains or tries the policy sees it. Immutable; safe for several threads. */
public interface ConditionView {

    /** How a condition is put together from others. */
    enum Joint {
        /** It is not: it is a single comparison. */
        NONE,
        /** It holds where its one part does not. */
        NOT,
        /** It holds where all its parts do; a part is evaluated where those before it hold. */
        AND,
        /** It holds where one of its parts does; a part is evaluated where those before it do not hold. */
        OR
    }

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
     * a constant of the field's own type. For a pattern it is a text that it matches, where one is found.
     */
    Map<String, Set<Object>> constants();

    /** The fields that it compares with each other: for a field's name, the others. */
    Map<String, Set<String>> comparedWith();

    /** How it is put together. */
    Joint joint();

    /** What it is put together from, in the order of the file; nothing for a single comparison. */
    List<ConditionView> parts();
}
