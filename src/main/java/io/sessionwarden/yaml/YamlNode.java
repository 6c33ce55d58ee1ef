package io.sessionwarden.yaml;

import java.util.List;

/** A piece of a YAML file that knows where it stands. Lines and columns count from 1. */
public sealed interface YamlNode {

    int line();

    int column();

    /** One word or text, as written. */
    record Scalar(int line, int column, String text) implements YamlNode {}

    /** Nothing after the colon or dash, or {@code null}. */
    record Missing(int line, int column) implements YamlNode {}

    /** A list. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {}

    /** Keys with their values, in the file's order; a key that stands twice is in it twice. */
    record Mapping(int line, int column, List<Member> members) implements YamlNode {}

    /** One key and its value. */
    record Member(int line, int column, String key, YamlNode value) {}

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
