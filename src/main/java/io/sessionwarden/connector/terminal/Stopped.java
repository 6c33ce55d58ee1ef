package io.sessionwarden.connector.terminal;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sick where the leader or the whole foreground is stopped by a signal. A job that its user stopped is not in the foreground
 * any more, because the shell takes the terminal back.
 */
final class Stopped implements Probe {

    @Override
    public String name() {
        return "stopped";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        var facts = Map.of("leader", now.vital("leaderState"), "foreground", now.vital("foreground"));
        if (now.vital("leaderState").equals("T")) {
            return sick("its leader is stopped by a signal", facts);
        }
        if (now.vital("foreground").equals("T")) {
            return sick("everything in its foreground is stopped by a signal", facts);
        }
        return new Finding.Healthy(name());
    }

    private Finding sick(String what, Map<String, String> facts) {
        return new Finding.Sick(name(), Symptom.STOPPED, Evidence.of(what, facts));
    }
}
