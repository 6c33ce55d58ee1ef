package io.sessionwarden.connector.desktop;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The desktops of TigerVNC, here or on another server, tried with TigerVNC 1.12. Needs {@code perl} there and Linux 5.3 or later;
 * what else, and which rights, stands in docs/connectors.md. Settings: those of {@link Settings}.
 */
public final class VncConnector implements Connector {

    @Override
    public String name() {
        return Technology.VNC.connector();
    }

    @Override
    public Map<String, Consumer<List<String>>> settings() {
        return Settings.checks();
    }

    @Override
    public List<String> remarks(Map<String, List<String>> settings, Duration timeout) {
        return Settings.remarks(settings, timeout);
    }

    @Override
    public SessionHost open(Target target) {
        target.requireSettingsOf(this);
        return new VncHost(new Desktops(target, Technology.VNC, Settings.of(target)));
    }

    @Override
    public List<Probe> probes() {
        return List.of(new FrozenDisplay(), new DisplayDown(), new Stopped(), new NoWindowManager());
    }
}
