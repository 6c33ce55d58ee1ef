package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process of the session waits where no signal reaches it, as for a file server that has gone, and gets no further. A
 * program that is busy with a disk waits so too, but wakes up in between, and its fingerprint is another one.
 *
 * <p>Reads the vital {@code uninterruptible}: {@code pid/voluntary-switches} of such a process, empty where there is none.
 */
public final class Uninterruptible implements Probe {

    private static final String VITAL = "uninterruptible";

    @Override
    public String name() {
        return VITAL;
    }

    /** A slow disk may take a second or two for one answer. */
    @Override
    public Duration spacing(Session session) {
        return Duration.ofSeconds(3);
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var waiting = now.vital(VITAL);
        if (waiting.isEmpty()) {
            return new Finding.Healthy(name());
        }
        if (before == null) {
            return new Finding.Unknown(name(), "a process waits uninterruptibly, seen for the first time");
        }
        if (!waiting.equals(before.vital(VITAL))) {
            return new Finding.Healthy(name());
        }
        var pid = waiting.substring(0, Math.max(0, waiting.indexOf('/')));
        return new Finding.Sick(
                name(),
                Symptom.UNINTERRUPTIBLE,
                Evidence.of(
                        "process " + pid + " of " + now.name() + " waits uninterruptibly (state D) and gets no further",
                        Map.of(VITAL, waiting)));
    }
}
