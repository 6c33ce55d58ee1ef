package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program waits to write to its terminal and gets no further, as after Ctrl-S or with a client that no longer
 * reads. A busy program waits in writes too, but goes on: between two looks it has slept again, and its fingerprint is
 * another one.
 *
 * <p>Reads the vital {@code writer}: {@code pid/fd/syscall-arguments/voluntary-switches} of the process that waits in a
 * write to this terminal, empty where none does.
 */
public final class OutputBlocked implements Probe {

    @Override
    public String name() {
        return "output-blocked";
    }

    /** A client on a slow line reads a few thousand bytes in a second or two, and the writer waits all that while. */
    @Override
    public Duration spacing(Session session) {
        return Duration.ofSeconds(3);
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        String writer = now.vital("writer");
        if (writer.isEmpty()) {
            return new Finding.Healthy(name());
        }
        if (before == null) {
            return new Finding.Unknown(name(), "a program waits to write, seen for the first time");
        }
        if (!writer.equals(before.vital("writer"))) {
            return new Finding.Healthy(name());
        }
        String pid = writer.substring(0, Math.max(0, writer.indexOf('/')));
        return new Finding.Sick(
                name(),
                Symptom.OUTPUT_BLOCKED,
                Evidence.of(
                        "process " + pid + " waits to write to the terminal of " + now.name() + " and gets no further",
                        Map.of("writer", writer, "tty", now.vital("tty"))));
    }
}
