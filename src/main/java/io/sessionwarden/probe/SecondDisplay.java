package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sick where a session is disconnected while its user works in another: perhaps it was to be the same, and showed a black screen.
 *
 * <p>Reads the vital {@value #VITAL}: the sessions of the same host in which the user works, as people call them, empty where there
 * are none, or somebody is connected to this one.
 */
public final class SecondDisplay implements Probe {

    /** The vital that holds in which other sessions the user of a disconnected one is active. */
    public static final String VITAL = "activeIn";

    @Override
    public String name() {
        return "second-display";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var others = now.vital(VITAL);
        return others.isEmpty()
                ? new Finding.Healthy(name())
                : new Finding.Sick(
                        name(),
                        Symptom.SECOND_DISPLAY,
                        Evidence.of(
                                now.logonName() + " is disconnected here and active in session " + others,
                                Map.of(VITAL, others)));
    }
}
