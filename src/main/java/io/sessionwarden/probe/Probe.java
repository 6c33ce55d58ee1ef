package io.sessionwarden.probe;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Observes one aspect of a session. Stateless and safe for use by several threads; ends within the server's time-out and
 * answers Unknown rather than fail.
 */
public interface Probe {

    /** The probe's name, as in findings: {@code output-blocked}. */
    String name();

    /**
     * How far apart the two looks at that session lie at least that {@link #examine} compares: long enough for a healthy one to have
     * moved. A busy one may stand still for some milliseconds. The same for one incarnation as long as it lives.
     */
    default Duration spacing(Session session) {
        return Duration.ofMillis(300);
    }

    /**
     * What can be said of the session now.
     *
     * @param now the session as just listed
     * @param before the same incarnation as listed at least {@link #spacing} ago, or null where it is not known for so long
     */
    Finding examine(Session now, @Nullable Session before);
}
