package io.sessionwarden.connector.windows;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sick as soon as Windows itself calls the session down, or a standing one is missing. */
final class Down implements Probe {

    @Override
    public String name() {
        return "down";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (now.state() != SessionState.DOWN) {
            return new Finding.Healthy(name());
        }
        if (now.gone()) {
            return new Finding.Sick(
                    name(),
                    Symptom.DEAD_LEADER,
                    Evidence.of("it is declared to be standing, and there is no such session"));
        }
        return new Finding.Sick(
                name(),
                Symptom.DOWN,
                Evidence.of(
                        "Windows calls session " + now.id() + " down",
                        Map.of("state", now.vital("word"), "id", now.id())));
    }
}
