package io.sessionwarden.connector.terminal;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sick where a process waits in the very same write to the terminal as at the look before: nobody reads, or Ctrl-S. */
final class OutputBlocked implements Probe {

    @Override
    public String name() {
        return "output-blocked";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var writer = now.vital("writer");
        if (writer.isEmpty()) {
            return new Finding.Healthy(name());
        }
        if (before == null) {
            return new Finding.Unknown(name(), "a process waits to write; seen once so far");
        }
        return writer.equals(before.vital("writer"))
                ? new Finding.Sick(
                        name(),
                        Symptom.OUTPUT_BLOCKED,
                        Evidence.of(
                                "a process waits to write to the terminal, and nothing moves",
                                Map.of("writer", writer)))
                : new Finding.Healthy(name());
    }
}
