package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Meaning;
import io.sessionwarden.policy.ResetRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One field that rules may use: a component of {@link ResetRequest}. The set of fields is the record itself, so that the
 * two cannot drift apart.
 *
 * @param name its name in rules
 * @param kind what sort of value it has
 * @param meaning what it says to whoever writes rules
 * @param accessor reads it
 */
record Field(String name, Kind kind, Meaning meaning, Method accessor) {

    /** Every field by its name. */
    static final Map<String, Field> ALL = all();

    static Optional<Field> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    Object value(ResetRequest request) {
        try {
            Object value = accessor.invoke(request);
            return value instanceof Integer number ? Long.valueOf(number) : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the fact does not let its field " + name + " be read", e);
        }
    }

    private static Map<String, Field> all() {
        var fields = new TreeMap<String, Field>();
        Arrays.stream(ResetRequest.class.getRecordComponents())
                .map(Field::of)
                .forEach(field -> fields.put(field.name(), field));
        return Collections.unmodifiableMap(fields);
    }

    private static Field of(RecordComponent component) {
        return new Field(
                component.getName(),
                Kind.of(component.getType()),
                Objects.requireNonNull(component.getAnnotation(Meaning.class), component.getName()),
                component.getAccessor());
    }
}
