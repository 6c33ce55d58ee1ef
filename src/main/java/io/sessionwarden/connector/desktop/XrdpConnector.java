package io.sessionwarden.connector.desktop;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.SecondDisplay;
import io.sessionwarden.probe.Stopped;
import io.sessionwarden.probe.StuckState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sessions of xrdp, here or on another server, tried with xrdp 0.9.21. Needs {@code perl} there and Linux 5.3 or later; what
 * else, and which rights, stands in docs/connectors.md. Settings: those of {@link Settings} and {@link Ports}.
 */
public final class XrdpConnector implements Connector {

    @Override
    public String name() {
        return Technology.XRDP.connector();
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        var checks = new HashMap<>(Settings.checks());
        checks.putAll(Ports.checks());
        return checks;
    }

    @Override
    public List<String> remarks(Map<String, List<String>> settings, Duration timeout) {
        return Settings.remarks(settings, timeout);
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        return new XrdpHost(new Desktops(target, Technology.XRDP, Settings.of(target)), Ports.of(target.settings()));
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new FrozenDisplay(),
                new DisplayDown(),
                new DeadDisplay(),
                new Stopped(),
                new StuckState(),
                new NoWindowManager(),
                new HelperDead(),
                new Orphaned(),
                new SecondDisplay());
    }
}
