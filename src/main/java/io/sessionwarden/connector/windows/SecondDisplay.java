package io.sessionwarden.connector.windows;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sick where a session is disconnected while its user works in another: perhaps it was to be the same, and showed a black screen. */
final class SecondDisplay implements Probe {

    @Override
    public String name() {
        return "second-display";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var others = now.vital(WindowsSession.ACTIVE_IN);
        return others.isEmpty()
                ? new Finding.Healthy(name())
                : new Finding.Sick(
                        name(),
                        Symptom.SECOND_DISPLAY,
                        Evidence.of(
                                now.logonName() + " is disconnected here and active in session " + others,
                                Map.of("activeIn", others)));
    }
}
