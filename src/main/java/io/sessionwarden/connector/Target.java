package io.sessionwarden.connector;

import io.sessionwarden.host.transport.CommandRunner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

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
}
