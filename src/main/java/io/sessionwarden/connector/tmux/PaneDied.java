package io.sessionwarden.connector.tmux;

import io.sessionwarden.probe.Probe;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import io.sessionwarden.session.Symptom;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program of a pane has died by a signal or with an error. One that ended with status 0 is not sick: it was
 * over. A standing session that has gone altogether, told by its state and its vital {@code leader}, is.
 */
final class PaneDied implements Probe {

    @Override
    public String name() {
        return "pane-died";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        String status = now.vital(PaneSession.STATUS);
        String signal = now.vital(PaneSession.SIGNAL);
        boolean endedWell = status.equals("0") && signal.isEmpty();
        if (now.state() == SessionState.DOWN && now.vital(PaneSession.DEAD).equals("1") && !endedWell) {
            return sick(now, "the program of pane " + now.name() + " " + how(status, signal));
        }
        if (now.state() == SessionState.DOWN
                && now.standing()
                && now.vital(PaneSession.LEADER).equals("gone")) {
            return sick(now, "session " + now.name() + " should always be there and has gone");
        }
        if (now.state() == SessionState.UNKNOWN) {
            return new Finding.Unknown(name(), "its process has ended and tmux does not say how");
        }
        return new Finding.Healthy(name());
    }

    private static String how(String status, String signal) {
        if (!signal.isEmpty()) {
            return "died by signal " + signal;
        }
        return status.isEmpty() ? "died, and tmux does not say of what" : "ended with status " + status;
    }

    private Finding sick(Session now, String summary) {
        var facts = new TreeMap<String, String>();
        put(facts, "exitStatus", now.vital(PaneSession.STATUS));
        put(facts, "signal", now.vital(PaneSession.SIGNAL));
        put(facts, "diedAtEpochSecond", now.vital(PaneSession.DEAD_TIME));
        put(facts, "tty", now.vital(PaneSession.TTY));
        return new Finding.Sick(name(), Symptom.DEAD_LEADER, new Evidence(summary, facts));
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
