package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One field that rules may use: a component of {@link ResetRequest}. The set of fields is the record itself, so that the
 * two cannot drift apart.
 *
 * @param name its name in rules
 * @param kind what sort of value it has
 * @param flag reads it where it is a yes-or-no
 * @param number reads it where it is a number
 * @param object reads it as a value of any kind
 */
record Field(String name, Kind kind, Flag flag, Amount number, Any object) {

    /** Every field by its name. */
    static final Map<String, Field> ALL = all();

    /** Reads a yes-or-no. */
    interface Flag {
        boolean of(ResetRequest request);
    }

    /** Reads a number. */
    interface Amount {
        long of(ResetRequest request);
    }

    /** Reads whatever it is. */
    interface Any {
        Object of(ResetRequest request);
    }

    static Optional<Field> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, Field> all() {
        var fields = new TreeMap<String, Field>();
        Arrays.stream(ResetRequest.class.getRecordComponents())
                .map(Field::of)
                .forEach(field -> fields.put(field.name(), field));
        return Collections.unmodifiableMap(fields);
    }

    private static Field of(RecordComponent component) {
        var name = component.getName();
        var kind = Kind.of(component.getType());
        if (kind.equals(Kind.FLAG)) {
            var flag = reader(Flag.class, boolean.class, component);
            return new Field(name, kind, flag, request -> refuse(name, "a number"), flag::of);
        }
        if (kind.equals(Kind.NUMBER)) {
            var number = reader(Amount.class, long.class, component);
            return new Field(name, kind, request -> refuse(name, "a yes-or-no") != 0, number, number::of);
        }
        return new Field(
                name,
                kind,
                request -> refuse(name, "a yes-or-no") != 0,
                request -> refuse(name, "a number"),
                reader(Any.class, Object.class, component));
    }

    private static long refuse(String name, String kind) {
        throw new IllegalStateException("the field " + name + " is not " + kind);
    }

    /** The accessor as code and not as reflection: it is called a hundred times for each decision. */
    private static <T> T reader(Class<T> type, Class<?> result, RecordComponent component) {
        try {
            var lookup = MethodHandles.lookup();
            var shape = MethodType.methodType(result, ResetRequest.class);
            var accessor = lookup.unreflect(component.getAccessor());
            return type.cast(
                    LambdaMetafactory.metafactory(lookup, "of", MethodType.methodType(type), shape, accessor, shape)
                            .getTarget()
                            .invoke());
        } catch (Throwable e) {
            throw new IllegalStateException("the fact does not let its field " + component.getName() + " be read", e);
        }
    }
}
