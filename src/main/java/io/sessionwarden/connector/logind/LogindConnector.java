package io.sessionwarden.connector.logind;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.DeadLeader;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.StuckState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sessions of systemd-logind (systemd 246 or later), here or on another server. Needs {@code loginctl} and {@code
 * systemctl}, a POSIX {@code sh}, {@code stat}, {@code tr}, {@code grep} and {@code timeout}. Everybody may list; to reset
 * sessions of others the warden's user must be root, or allowed {@code org.freedesktop.login1.manage} by polkit.
 *
 * <p>One setting, {@code pause-ms}: how long a session that was asked to end may take before it is killed, 10 to 60000
 * milliseconds, 2000 unless told. systemd itself kills it after 90 s (TimeoutStopSec).
 */
public final class LogindConnector implements Connector {

    static final String NAME = "logind";

    private static final String PAUSE = "pause-ms";
    private static final int SHORTEST = 10;
    private static final int LONGEST = 60_000;

    @Override
    public String name() {
        return NAME;
    }

    /** A session of xrdp's, say, is one of logind's, too. */
    @Override
    public Breadth breadth() {
        return Breadth.LOGONS;
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        return Map.of(PAUSE, LogindConnector::pause);
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        return new LogindHost(target, pause(target.settings().getOrDefault(PAUSE, List.of("2000"))));
    }

    private static Duration pause(List<String> words) {
        int millis = words.size() == 1 && words.get(0).matches("[0-9]{1,5}") ? Integer.parseInt(words.get(0)) : 0;
        if (millis < SHORTEST || millis > LONGEST) {
            throw new IllegalArgumentException(
                    "is one number from " + SHORTEST + " to " + LONGEST + ", not " + String.join(", ", words));
        }
        return Duration.ofMillis(millis);
    }

    @Override
    public List<Probe> probes() {
        return List.of(new DeadLeader(), new FrozenScope(), new LeftBehind(), new StuckState());
    }
}
