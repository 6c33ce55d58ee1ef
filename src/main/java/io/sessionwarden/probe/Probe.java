package io.sessionwarden.probe;

import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Observes one aspect of a session. Stateless and safe for use by several threads; ends within the server's time-out and
 * answers Unknown rather than fail.
 */
public interface Probe {

    /** The probe's name, as in findings: {@code output-blocked}. */
    String name();

    /**
     * What can be said of the session now.
     *
     * @param now the session as just listed
     * @param before the same incarnation as listed by the sweep before, or null where this is the first sight of it
     */
    Finding examine(Session now, @Nullable Session before);
}
