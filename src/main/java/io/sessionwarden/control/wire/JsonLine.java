package io.sessionwarden.control.wire;

import java.util.Map;

/** Writes one JSON object without a line break in it. */
final class JsonLine {

    private final StringBuilder json = new StringBuilder("{");

    JsonLine text(String name, String value) {
        begin(name);
        quote(value, json);
        return this;
    }

    JsonLine number(String name, int value) {
        begin(name);
        json.append(value);
        return this;
    }

    JsonLine object(String name, Map<String, String> members) {
        begin(name);
        var inner = new JsonLine();
        members.forEach(inner::text);
        json.append(inner);
        return this;
    }

    private void begin(String name) {
        if (json.length() > 1) {
            json.append(", ");
        }
        quote(name, json);
        json.append(": ");
    }

    private static void quote(String text, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> into.append('\\').append(c);
                case '\n' -> into.append("\\n");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        // Half a pair cannot be written as UTF-8, and an escape carries whole pairs just as well.
                        into.append(escape(c));
                    } else {
                        into.append(c);
                    }
                }
            }
        }
        into.append('"');
    }

    private static String escape(char c) {
        var hex = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - hex.length()) + hex;
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
