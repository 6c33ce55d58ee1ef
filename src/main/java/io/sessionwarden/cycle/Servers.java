package io.sessionwarden.cycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers that are being watched, in the order of the configuration; the first is the local one. */
public final class Servers {

    private final Map<String, WatchedServer> byName;

    public Servers(List<WatchedServer> servers) {
        var map = new LinkedHashMap<String, WatchedServer>();
        servers.forEach(server -> map.put(server.name(), server));
        this.byName = Collections.unmodifiableMap(map);
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public List<WatchedServer> all() {
        return List.copyOf(byName.values());
    }

    public Optional<WatchedServer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The server with that name.
     *
     * @throws IllegalArgumentException where no server has it
     */
    public WatchedServer require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no server is called '" + name + "'; known: " + String.join(", ", byName.keySet())));
    }
}
