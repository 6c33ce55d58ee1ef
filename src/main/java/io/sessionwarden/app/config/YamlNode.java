package io.sessionwarden.app.config;

import java.util.List;

/** A piece of a YAML file that knows where it stands. Lines count from 1. */
sealed interface YamlNode {

    int line();

    /** One word or text, as written. */
    record Scalar(int line, String text) implements YamlNode {}

    /** Nothing after the colon or dash, or {@code null}. */
    record Missing(int line) implements YamlNode {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** Keys with their values, in the file's order; a key that stands twice is in it twice. */
    record Mapping(int line, List<Member> members) implements YamlNode {}

    /** One key and its value. */
    record Member(int line, String key, YamlNode value) {}

    /** What it is, for a person who expected something else. */
    default String what() {
        if (this instanceof Scalar scalar) {
            return "'" + scalar.text() + "'";
        }
        if (this instanceof Sequence) {
            return "a list";
        }
        return this instanceof Mapping ? "keys with values" : "nothing";
    }
}
