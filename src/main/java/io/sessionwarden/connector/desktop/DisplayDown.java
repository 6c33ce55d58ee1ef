package io.sessionwarden.connector.desktop;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/** Whether a desktop that should always be there has gone. */
final class DisplayDown implements Probe {

    @Override
    public String name() {
        return "display-down";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        boolean gone = now.standing()
                && now.state() == SessionState.DOWN
                && now.vital("leader").equals("gone");
        return gone
                ? new Finding.Sick(
                        name(), Symptom.DEAD_LEADER, Evidence.of(now.name() + " should always be there and has gone"))
                : new Finding.Healthy(name());
    }
}
