package io.sessionwarden.policy.drools;

import io.sessionwarden.session.SessionState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What sort of value a field or an expression has.
 *
 * @param type {@code Boolean}, {@code Long}, {@code String}, an enum whose constants are the words to choose from, or
 *     {@code Void} for a bare word that has found no meaning yet
 */
record Kind(Class<?> type) {

    static final Kind FLAG = new Kind(Boolean.class);
    static final Kind NUMBER = new Kind(Long.class);
    static final Kind TEXT = new Kind(String.class);
    static final Kind UNSETTLED = new Kind(Void.class);

    /** The kind of a component of the fact. */
    static Kind of(Class<?> component) {
        if (component == boolean.class) {
            return FLAG;
        }
        if (component == int.class || component == long.class) {
            return NUMBER;
        }
        if (component == String.class || component.isEnum()) {
            return new Kind(component);
        }
        throw new IllegalArgumentException("rules cannot be written about a " + component);
    }

    boolean choice() {
        return type.isEnum();
    }

    /** The words that a choice has, as rules write them. */
    List<String> words() {
        return choice()
                ? Arrays.stream(type.getEnumConstants()).map(Kind::label).toList()
                : List.of();
    }

    /** The constant that this word means: a state by its label or its constant's name, others by their constant's name. */
    Optional<Object> find(String word) {
        return choice()
                ? Arrays.stream(type.getEnumConstants())
                        .filter(constant -> label(constant).equals(word)
                                || constant.toString().equals(word))
                        .<Object>map(constant -> constant)
                        .findFirst()
                : Optional.empty();
    }

    /** How a value of any kind is shown to people. */
    static String label(Object value) {
        return value instanceof SessionState state ? state.label() : String.valueOf(value);
    }

    @Override
    public String toString() {
        if (equals(FLAG)) {
            return "a yes-or-no";
        }
        if (equals(NUMBER)) {
            return "a number";
        }
        return choice() ? "one of " + String.join(", ", words()) : "a text";
    }
}
