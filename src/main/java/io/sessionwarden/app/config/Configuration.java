package io.sessionwarden.app.config;

import io.sessionwarden.check.Check;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.policy.Mode;
import io.sessionwarden.session.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code config/warden.yaml} says, checked.
 *
 * @param data the data folder, absolute
 * @param servers the servers, the local one first; names are unique whatever their case
 * @param edits which edits of the policy wait for somebody to activate them
 * @param audit how the trail is kept
 */
public record Configuration(Path data, List<Server> servers, Edits edits, AuditSettings audit) {

    /** One whose trail is kept as it is where nothing is said of that. */
    public Configuration(Path data, List<Server> servers, Edits edits) {
        this(data, servers, edits, AuditSettings.in(data));
    }

    public Configuration {
        servers = List.copyOf(servers);
    }

    /** The server that this machine is, if it is watched. */
    public Optional<Server> local() {
        return servers.stream().filter(Server::isLocal).findFirst();
    }

    /**
     * One server.
     *
     * @param name what people call it
     * @param ssh how it is reached; null for this machine
     * @param connectors the connectors' names with their settings, each setting a list of words; at least one
     * @param watch which sessions are watched; nothing where the file does not say
     * @param interval how often it is swept
     * @param timeout how long any one command may take
     * @param mode how far the watchdog may go
     * @param keepsScreens whether what a session shows is kept before it is reset
     * @param checks the site's own checks of it and its sessions
     */
    public record Server(
            String name,
            @Nullable Ssh ssh,
            Map<String, Map<String, List<String>>> connectors,
            Selector watch,
            Duration interval,
            Duration timeout,
            Mode mode,
            boolean keepsScreens,
            List<Check> checks) {

        /** One without checks. */
        public Server(
                String name,
                @Nullable Ssh ssh,
                Map<String, Map<String, List<String>>> connectors,
                Selector watch,
                Duration interval,
                Duration timeout,
                Mode mode,
                boolean keepsScreens) {
            this(name, ssh, connectors, watch, interval, timeout, mode, keepsScreens, List.of());
        }

        public Server {
            checks = List.copyOf(checks);
            var copy = new TreeMap<String, Map<String, List<String>>>();
            connectors.forEach((connector, settings) -> copy.put(connector, Map.copyOf(settings)));
            connectors = Map.copyOf(copy);
        }

        public boolean isLocal() {
            return ssh == null;
        }
    }

    /**
     * How a server is reached over SSH.
     *
     * @param user the account there
     * @param host a name or address
     * @param port 1 to 65535
     * @param key the private key's file, or, with an agent, the public key's; absolute
     * @param agent the socket of the SSH agent that has the private key, absolute; null where the key's file holds it
     * @param knownHosts the file of known host keys, absolute
     * @param jump the host through which it is reached; null where it is reached directly
     */
    public record Ssh(
            String user,
            String host,
            int port,
            Path key,
            @Nullable Path agent,
            Path knownHosts,
            @Nullable Ssh jump) {

        /** The same server through that one. */
        Ssh through(Ssh other) {
            return new Ssh(user, host, port, key, agent, knownHosts, other);
        }
    }
}
