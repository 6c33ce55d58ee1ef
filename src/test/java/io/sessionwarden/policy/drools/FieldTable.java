package io.sessionwarden.policy.drools;

import io.sessionwarden.policy.ResetRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The reference of the fields that rules may use, in the order of the fact, as Markdown. */
final class FieldTable {

    static final String HEAD = "| field | type | unit, range | meaning | example |\n";

    private FieldTable() {}

    static String text() {
        return Arrays.stream(ResetRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> row(Field.find(name).orElseThrow()))
                .collect(Collectors.joining("", HEAD + "|---|---|---|---|---|\n", ""));
    }

    private static String row(Field field) {
        var kind = field.kind();
        var type = kind.choice() ? "choice" : kind.toString().substring("a ".length());
        var range = kind.choice()
                ? String.join(", ", kind.words())
                : field.meaning().unit();
        return "| `%s` | %s |%s | %s | `%s` |%n"
                .formatted(
                        field.name(),
                        type,
                        range.isEmpty() ? "" : " " + range,
                        field.meaning().value(),
                        field.meaning().example());
    }
}
