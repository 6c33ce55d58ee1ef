package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import org.jspecify.annotations.Nullable;

/** Sick where a session that is declared to be standing has no leader. One that simply ended is not sick. */
public final class DeadLeader implements Probe {

    @Override
    public String name() {
        return "dead-leader";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        return now.standing() && now.state() == SessionState.DOWN
                ? new Finding.Sick(
                        name(),
                        Symptom.DEAD_LEADER,
                        Evidence.of("it is declared to be standing, and its leader is gone"))
                : new Finding.Healthy(name());
    }
}
