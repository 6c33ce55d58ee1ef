package io.sessionwarden.app;

import io.sessionwarden.app.config.CannotStartException;
import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.check.Check;
import io.sessionwarden.check.ServerChecks;
import io.sessionwarden.check.SessionCheck;
import io.sessionwarden.connector.Connector;
import io.sessionwarden.connector.Target;
import io.sessionwarden.cycle.EvidenceStore;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.host.Roster;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.host.transport.JumpHosts;
import io.sessionwarden.host.transport.LocalRunner;
import io.sessionwarden.host.transport.SshKey;
import io.sessionwarden.host.transport.SshRunner;
import io.sessionwarden.host.transport.SshTarget;
import io.sessionwarden.probe.Probe;
import io.sessionwarden.probe.Prober;
import io.sessionwarden.session.SessionName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the servers of the configuration ready to be watched. Talks to none of them yet. */
final class ServerOpening {

    /** The same for all, so that the servers behind one jump host share its connection; the server's own counts too. */
    private static final Duration JUMP_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Connector> connectors;
    private final List<SessionName> names;
    private final EvidenceStore screens;
    private final InstantSource clock;
    private final JumpHosts jumps = new JumpHosts();

    /**
     * @param connectors by their names
     * @param screens where it is kept what sessions show, of those servers where that is switched on
     */
    ServerOpening(
            Map<String, Connector> connectors, List<SessionName> names, EvidenceStore screens, InstantSource clock) {
        this.connectors = connectors;
        this.names = names;
        this.screens = screens;
        this.clock = clock;
    }

    /**
     * The connectors that come with the program, and those in jars beside it.
     *
     * @throws CannotStartException where one cannot be used, or two have the same name
     */
    static Map<String, Connector> connectors() throws CannotStartException {
        var found = new TreeMap<String, Connector>();
        try {
            for (var connector : ServiceLoader.load(Connector.class)) {
                var other = found.putIfAbsent(connector.name(), connector);
                if (other != null) {
                    throw new CannotStartException("two connectors are called '" + connector.name() + "': "
                            + other.getClass().getName() + " and "
                            + connector.getClass().getName() + "; take the jar of one of them out of lib/");
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new CannotStartException("a connector in lib/ cannot be used: " + e.getMessage());
        }
        return found;
    }

    /** What each of these connectors takes as settings, by their names. */
    static Map<String, Map<String, Consumer<List<String>>>> settings(Map<String, Connector> connectors) {
        return connectors.values().stream().collect(Collectors.toMap(Connector::name, Connector::settings));
    }

    /** All of them, the local one first. */
    List<WatchedServer> open(Configuration configuration) {
        return configuration.servers().stream().map(this::open).toList();
    }

    /** One of them. */
    WatchedServer open(Configuration.Server server) {
        var runner = runner(server);
        var hosts = new ArrayList<SessionHost>();
        var probes = new LinkedHashMap<String, List<Probe>>();
        for (var connector : specialFirst(server)) {
            hosts.add(connector.open(new Target(
                    server.name(),
                    runner,
                    server.timeout(),
                    server.connectors().getOrDefault(connector.name(), Map.of()),
                    clock)));
            probes.put(connector.name(), withChecks(connector.probes(), server, runner));
        }
        var ofServer =
                server.checks().stream().filter(check -> !check.ofSessions()).toList();
        if (!ofServer.isEmpty()) {
            hosts.add(new ServerChecks(server.name(), ofServer, runner, clock));
        }
        return new WatchedServer(
                server.name(),
                server.mode(),
                server.isLocal(),
                new Roster(server.name(), hosts, server.watch(), names),
                new Prober(probes),
                server.keepsScreens() ? screens : EvidenceStore.NONE,
                server.timeout());
    }

    /** Whether a POSIX shell may be asked there: not where only connectors for other systems are used. */
    boolean unix(Configuration.Server server) {
        return specialFirst(server).stream().anyMatch(Connector::unix);
    }

    private Connector connector(String name) {
        return Objects.requireNonNull(connectors.get(name), "the configuration names known connectors only");
    }

    /** What of a connector's settings there counts for less than it says. */
    List<String> remarks(Configuration.Server server, String connector) {
        return connector(connector).remarks(server.connectors().getOrDefault(connector, Map.of()), server.timeout());
    }

    private List<Probe> withChecks(List<Probe> probes, Configuration.Server server, CommandRunner runner) {
        return Stream.concat(
                        probes.stream(),
                        server.checks().stream()
                                .filter(Check::ofSessions)
                                .map(check -> new SessionCheck(check, runner, clock)))
                .toList();
    }

    /** Of two that list the same session, the earlier one has it. */
    List<Connector> specialFirst(Configuration.Server server) {
        return server.connectors().keySet().stream()
                .map(this::connector)
                .sorted(Comparator.comparing(Connector::breadth).thenComparing(Connector::name))
                .toList();
    }

    /** What runs commands on that server, through the jump host's connection that others use too. */
    CommandRunner runner(Configuration.Server server) {
        var ssh = server.ssh();
        return ssh == null ? new LocalRunner() : new SshRunner(target(ssh, server.timeout()), jumps);
    }

    private static SshTarget target(Configuration.Ssh ssh, Duration timeout) {
        var jump = ssh.jump();
        var agent = ssh.agent();
        return new SshTarget(
                ssh.user(),
                ssh.host(),
                ssh.port(),
                agent == null ? new SshKey.InFile(ssh.key()) : new SshKey.InAgent(agent, ssh.key()),
                ssh.knownHosts(),
                timeout,
                jump == null ? null : target(jump, JUMP_TIMEOUT));
    }
}
