package io.sessionwarden.policy;

import io.sessionwarden.session.Nearest;
import io.sessionwarden.session.SessionState;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One field of {@link ResetRequest} by its name, for those who put facts together value by value. Numbers are
 * {@code Long} here, whatever the record holds.
 *
 * @param name its name in rules
 * @param type the type of the record's component
 * @param accessor reads it
 */
public record RequestField(String name, Class<?> type, Method accessor) {

    /** Every field by its name, in the record's order. */
    public static final Map<String, RequestField> ALL = all();

    private static final String UNTOLD = "-1";

    private static final Constructor<ResetRequest> RECORD = constructor();

    /** The field of that name, which must be one. */
    public static RequestField require(String name) {
        var field = ALL.get(name);
        if (field == null) {
            throw new IllegalArgumentException("ResetRequest has no field " + name);
        }
        return field;
    }

    public Object value(ResetRequest request) {
        try {
            Object value = accessor.invoke(request);
            return value instanceof Integer number ? Long.valueOf(number) : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the fact does not let its field " + name + " be read", e);
        }
    }

    public boolean number() {
        return type == int.class || type == long.class;
    }

    public boolean text() {
        return type == String.class;
    }

    /** Whether it is a number that is -1 where it cannot be told or there is none. */
    public boolean mayBeUntold() {
        return number() && meaning().unit().contains(UNTOLD);
    }

    private Meaning meaning() {
        return Arrays.stream(ResetRequest.class.getRecordComponents())
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getAnnotation(Meaning.class))
                .findFirst()
                .orElseThrow();
    }

    /** A condition that holds where the field has this value, as rules write it: {@code !automatic}, {@code state == Idle}. */
    public String condition(Object value) {
        return type == boolean.class ? ((Boolean) value ? name : "!" + name) : name + " == " + shown(value);
    }

    /** Every value that a choice or a yes-or-no may have; none for numbers and texts. */
    public List<Object> choices() {
        if (type == boolean.class) {
            return List.of(false, true);
        }
        return type.isEnum() ? List.of(type.getEnumConstants()) : List.of();
    }

    /**
     * The value that people write like this.
     *
     * @throws IllegalArgumentException where it is none; the message goes on after a subject
     */
    public Object read(String written) {
        if (text()) {
            return written;
        }
        if (number()) {
            if (!written.matches("-?[0-9]{1,9}")) {
                throw new IllegalArgumentException("is a whole number of up to 9 digits, not '" + written + "'");
            }
            return Long.valueOf(written);
        }
        if (type == boolean.class && List.of("yes", "no").contains(written)) {
            return written.equals("yes");
        }
        var known = choices().stream().map(RequestField::label).toList();
        return choices().stream()
                .filter(choice ->
                        label(choice).equals(written) || choice.toString().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is one of " + String.join(", ", known) + ", not '"
                        + written + "'" + Nearest.hint(written, known)));
    }

    /** How a value is shown to people, as rules write it: texts in quotes. */
    public String shown(Object value) {
        return (text() && !name.equals("symptom")) || "".equals(value) ? "\"" + value + "\"" : label(value);
    }

    private static String label(Object value) {
        return value instanceof SessionState state ? state.label() : value.toString();
    }

    /** The fact whose fields have these values. */
    public static ResetRequest request(Function<RequestField, Object> values) {
        var parts = new Object[ALL.size()];
        int at = 0;
        for (var field : ALL.values()) {
            Object value = values.apply(field);
            parts[at++] = field.type == int.class ? Math.toIntExact((Long) value) : value;
        }
        try {
            return RECORD.newInstance(parts);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("no fact has these values: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ResetRequest cannot be made", e);
        }
    }

    private static Map<String, RequestField> all() {
        var fields = new LinkedHashMap<String, RequestField>();
        for (var part : ResetRequest.class.getRecordComponents()) {
            fields.put(part.getName(), new RequestField(part.getName(), part.getType(), part.getAccessor()));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static Constructor<ResetRequest> constructor() {
        try {
            return ResetRequest.class.getDeclaredConstructor(Arrays.stream(ResetRequest.class.getRecordComponents())
                    .map(part -> part.getType())
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }
}
