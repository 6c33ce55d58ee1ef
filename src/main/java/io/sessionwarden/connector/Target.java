package io.sessionwarden.connector;

import io.sessionwarden.host.transport.CommandRunner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server that a connector is to open.
 *
 * @param server its configured name
 * @param runner runs commands there
 * @param timeout how long any one command may take
 * @param settings the connector's own settings from the configuration, each a list of words; unknown ones are refused
 * @param clock the time
 */
public record Target(
        String server,
        CommandRunner runner,
        Duration timeout,
        Map<String, List<String>> settings,
        InstantSource clock) {

    public Target {
        settings = Map.copyOf(settings);
    }

    /**
     * Refuses settings that the connector does not take.
     *
     * @throws IllegalArgumentException naming the first
     */
    public void requireSettingsOf(Connector connector) {
        var known = connector.settings();
        new TreeMap<>(settings).forEach((name, words) -> {
            var check = known.get(name);
            if (check == null) {
                throw new IllegalArgumentException("connector " + connector.name() + " has no setting '" + name
                        + "'; it has: " + String.join(", ", known.keySet()));
            }
            try {
                check.accept(words);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "connector " + connector.name() + ": '" + name + "' " + e.getMessage(), e);
            }
        });
    }
}
