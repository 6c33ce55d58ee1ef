package io.sessionwarden.probe;

import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.Finding;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.Symptom;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the user sees is stopped by a signal: the session's leader, or a process of its terminal's foreground group,
 * is in state T (proc_pid_stat(5)) and was so in the sweep before. Once is not enough: between Ctrl-Z and the moment in
 * which a shell takes its terminal back, a healthy session looks the same.
 *
 * <p>Reads the vitals {@code foreground}, a comma list of the states of the foreground group, and {@code leaderState}.
 */
public final class Stopped implements Probe {

    private static final String STOPPED = "T";

    @Override
    public String name() {
        return "stopped";
    }

    @Override
    public Finding examine(Session now, @Nullable Session before) {
        if (!isStopped(now)) {
            return new Finding.Healthy(name());
        }
        if (before == null || !isStopped(before)) {
            return new Finding.Unknown(name(), "stopped, for the first time: it may be passing");
        }
        boolean leader = now.vital("leaderState").equals(STOPPED);
        return new Finding.Sick(
                name(),
                Symptom.STOPPED,
                Evidence.of(
                        (leader ? "the leader of " : "what stands in the foreground of ") + now.name() + " is stopped",
                        Map.of("leaderState", now.vital("leaderState"), "foreground", now.vital("foreground"))));
    }

    private static boolean isStopped(Session session) {
        return session.vital("leaderState").equals(STOPPED)
                || Arrays.asList(session.vital("foreground").split(",", -1)).contains(STOPPED);
    }
}
