package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sick while the session is in a state that sessions only pass through; how long that may take is for the table of
 * thresholds to say.
 */
public final class StuckState implements Probe {

    @Override
    public String name() {
        return "stuck-state";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        return now.state().passing()
                ? new Finding.Sick(
                        name(),
                        Symptom.STUCK_STATE,
                        Evidence.of(
                                "still in state " + now.state().label(),
                                Map.of("state", now.state().label())))
                : new Finding.Healthy(name());
    }
}
