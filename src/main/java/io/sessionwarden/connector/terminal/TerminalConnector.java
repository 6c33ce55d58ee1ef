package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.ClientGone;
import io.sessionwarden.probe.DeadLeader;
import io.sessionwarden.probe.OutputBlocked;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Runaway;
import io.sessionwarden.probe.Stopped;
import io.sessionwarden.probe.StuckState;
import io.sessionwarden.probe.Uninterruptible;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The kernel's sessions with a controlling terminal, here or on another server. There it needs {@code awk}, {@code stat},
 * {@code grep}, {@code tr} and {@code stty}, as every Debian has, and an account that may look into the sessions and signal
 * them: their user's, or root (PTRACE_MODE in ptrace(2)).
 *
 * <p>One setting, {@code pause-ms}: how long a session that was hung up may take to end before it is killed, 10 to 10000
 * milliseconds, 500 unless told.
 */
public final class TerminalConnector implements Connector {

    static final String NAME = "terminal";

    private static final String PAUSE = "pause-ms";
    private static final String SUDO = "sudo";
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public String name() {
        return NAME;
    }

    /** A tmux pane, say, is a kernel session too. */
    @Override
    public Breadth breadth() {
        return Breadth.TERMINALS;
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        return Map.of(PAUSE, TerminalConnector::pause, SUDO, TerminalConnector::sudo);
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        var pause = pause(target.settings().getOrDefault(PAUSE, List.of("500")));
        boolean sudo = sudo(target.settings().getOrDefault(SUDO, List.of("false")));
        return new Terminals(
                target.server(),
                target.runner().local()
                        ? new LocalMachine(pause, target.clock())
                        : new RemoteMachine(target.runner(), target.timeout(), pause, sudo));
    }

    private static boolean sudo(List<String> words) {
        if (!words.equals(List.of("true")) && !words.equals(List.of("false"))) {
            throw new IllegalArgumentException("is true or false, not " + String.join(", ", words));
        }
        return words.equals(List.of("true"));
    }

    private static Duration pause(List<String> words) {
        var pause = words.size() == 1
                ? Processes.number(words.get(0)).map(Duration::ofMillis).orElse(Duration.ZERO)
                : Duration.ZERO;
        if (pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("is one number from 10 to 10000, not " + String.join(", ", words));
        }
        return pause;
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new DeadLeader(),
                new Stopped(),
                new OutputBlocked(),
                new Uninterruptible(),
                new ClientGone(),
                new Runaway(),
                new StuckState());
    }
}
