package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.Meaning;
import io.sessionwarden.policy.ResetRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** The reference of the fields that rules may use, in the order of the fact, as Markdown. */
final class FieldTable {

    static final String HEAD = "| field | type | unit, range | meaning | example |\n";

    private FieldTable() {}

    static String text() {
        return Arrays.stream(ResetRequest.class.getRecordComponents())
                .map(FieldTable::row)
                .collect(Collectors.joining("", HEAD + "|---|---|---|---|---|\n", ""));
    }

    private static String row(RecordComponent field) {
        var kind = Kind.of(field.getType());
        var meaning = Objects.requireNonNull(field.getAnnotation(Meaning.class), field.getName());
        var type = kind.choice() ? "choice" : kind.toString().substring("a ".length());
        var range = kind.choice() ? String.join(", ", kind.words()) : meaning.unit();
        return "| `%s` | %s |%s | %s | `%s` |%n"
                .formatted(
                        field.getName(), type, range.isEmpty() ? "" : " " + range, meaning.value(), meaning.example());
    }
}
