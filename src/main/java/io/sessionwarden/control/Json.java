package io.sessionwarden.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints: maps, lists, texts, numbers, truths and nulls, in the order they were put. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // The second half of the control characters steers a terminal too, and JSON alone would let it through.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /**
     * Puts one member after those before it.
     *
     * @param value null, a text, a number, a truth, a map or a list; anything else is written as its text
     */
    public Json put(String name, @Nullable Object value) {
        members.put(
                name,
                value instanceof Number
                                || value instanceof Boolean
                                || value instanceof Iterable
                                || value instanceof Map
                                || value == null
                        ? value
                        : value.toString());
        return this;
    }

    /** What was put, to be put into another one or written. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** The JSON of a map or a list, ended by a line feed; everything beyond ASCII is escaped. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value) + "\n";
    }
}
