package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.host.transport.SshTarget;
import io.sessionwarden.policy.Edits;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.session.SessionName;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes the servers of the configuration ready to be watched. Talks to none of them yet. */
final class ServerOpening {

    private final Map<String, Connector> connectors;
    private final List<SessionName> names;
    private final InstantSource clock;

    /** @param connectors by their names */
    ServerOpening(Map<String, Connector> connectors, List<SessionName> names, InstantSource clock) {
        this.connectors = connectors;
        this.names = names;
        this.clock = clock;
    }

    /** The connectors that come with the program, and those in jars beside it. */
    static Map<String, Connector> connectors() {
        var found = new TreeMap<String, Connector>();
        ServiceLoader.load(Connector.class).forEach(connector -> found.put(connector.name(), connector));
        return found;
    }

    /**
     * All of them, the local one first.
     *
     * @throws CannotStartException with every setting that a connector does not take
     */
    List<WatchedServer> open(Configuration configuration) throws CannotStartException {
        var problems = new ArrayList<String>();
        var servers = configuration.servers().stream()
                .map(server -> open(server, problems))
                .toList();
        if (!problems.isEmpty()) {
            servers.forEach(WatchedServer::close);
            throw new CannotStartException(problems);
        }
        return servers;
    }

    /**
     * One of them.
     *
     * @throws CannotStartException as for all of them
     */
    WatchedServer open(Configuration.Server server) throws CannotStartException {
        return open(new Configuration(Path.of("/"), List.of(server), Edits.ALL_WAIT))
                .get(0);
    }

    private WatchedServer open(Configuration.Server server, List<String> problems) {
        var runner = runner(server);
        var hosts = new ArrayList<SessionHost>();
        var probes = new LinkedHashMap<String, List<Probe>>();
        for (var connector : specialFirst(server)) {
            try {
                hosts.add(connector.open(new Target(
                        server.name(),
                        runner,
                        server.timeout(),
                        server.connectors().getOrDefault(connector.name(), Map.of()),
                        clock)));
                probes.put(connector.name(), connector.probes());
            } catch (IllegalArgumentException e) {
                problems.add("config/warden.yaml: server '" + server.name() + "': " + e.getMessage());
            }
        }
        return new WatchedServer(
                server.name(),
                server.mode(),
                server.isLocal(),
                new Roster(server.name(), hosts, server.watch(), names),
                new Prober(probes));
    }

    /** Of two connectors that list the same session, the earlier one has it. */
    private List<Connector> specialFirst(Configuration.Server server) {
        return server.connectors().keySet().stream()
                .map(name ->
                        Objects.requireNonNull(connectors.get(name), "the configuration names known connectors only"))
                .sorted(Comparator.comparing(Connector::general).thenComparing(Connector::name))
                .toList();
    }

    static CommandRunner runner(Configuration.Server server) {
        var ssh = server.ssh();
        return ssh == null
                ? new LocalRunner()
                : new SshRunner(new SshTarget(
                        ssh.user(), ssh.host(), ssh.port(), ssh.key(), ssh.knownHosts(), server.timeout()));
    }
}
