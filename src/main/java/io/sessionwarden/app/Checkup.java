package io.sessionwarden.app;

import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.control.Doctor;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.session.Session;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks whether each server can be reached and watched, and with which rights. Runs harmless commands only. */
final class Checkup implements Doctor {

    private static final String ASK = """
            echo uid=$(id -u)
            echo time=$(date +%s)
            echo kernel=$(uname -sr)
            while IFS=: read -r key value; do
                [ "$key" = CapEff ] && echo rights=$value
            done < /proc/self/status
            for program in awk stty tmux setpriv sudo loginctl systemctl; do
                command -v "$program" > /dev/null 2>&1 || echo "lacks.$program=yes"
            done
            """;

    /** capability(7): the bits of CAP_KILL and CAP_SYS_PTRACE. */
    private static final int CAP_KILL = 5;

    private static final int CAP_SYS_PTRACE = 19;

    /** Two clocks further apart than this make a report hard to read across servers. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final ServerOpening opening;
    private final InstantSource clock;

    Checkup(Configuration configuration, ServerOpening opening, InstantSource clock) {
        this.configuration = configuration;
        this.opening = opening;
        this.clock = clock;
    }

    @Override
    public List<Check> examine(String server) {
        var meant = configuration.servers().stream()
                .filter(one -> server.isEmpty() || one.name().equalsIgnoreCase(server))
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("there is no server '" + server + "'");
        }
        return meant.stream().flatMap(one -> examine(one).stream()).toList();
    }

    private List<Check> examine(Configuration.Server server) {
        if (!opening.unix(server)) {
            return sessions(server);
        }
        var checks = new ArrayList<Check>();
        var asked = clock.instant();
        try (var runner = opening.runner(server)) {
            var told = ask(runner, server.timeout());
            var name = server.name();
            checks.add(new Check(name, "reachability", Verdict.OK, reached(server, asked, told)));
            checks.add(rights(name, told));
            checks.add(clocks(name, asked, told));
            checks.add(programs(server, told));
            checks.addAll(sessions(server));
        } catch (HostException e) {
            checks.add(new Check(server.name(), "reachability", Verdict.FAILED, e.fault() + ": " + e.getMessage()));
        }
        return checks;
    }

    private static Map<String, String> ask(CommandRunner runner, Duration timeout) throws HostException {
        var answer = runner.run(Command.of(timeout, "sh", "-c", ASK)).out();
        return answer.lines()
                .filter(line -> line.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).strip(),
                        (one, other) -> other,
                        TreeMap::new));
    }

    private String reached(Configuration.Server server, Instant asked, Map<String, String> told) {
        var took = Duration.between(asked, clock.instant()).toMillis() + " ms";
        var kernel = told.getOrDefault("kernel", "?");
        var ssh = server.ssh();
        return ssh == null
                ? "this machine, " + kernel + ", " + took
                : ssh.user() + "@" + ssh.host() + ":" + ssh.port() + ", key known, " + kernel + ", " + took;
    }

    private static Check rights(String server, Map<String, String> told) {
        var uid = told.getOrDefault("uid", "?");
        if (uid.equals("0")) {
            return new Check(server, "rights", Verdict.OK, "root: sees and resets every session");
        }
        var rights = told.getOrDefault("rights", "");
        var bits = rights.matches("[0-9a-fA-F]{1,16}") ? new BigInteger(rights, 16) : BigInteger.ZERO;
        if (bits.testBit(CAP_KILL) && bits.testBit(CAP_SYS_PTRACE)) {
            return new Check(server, "rights", Verdict.OK, "uid " + uid + " with CAP_KILL and CAP_SYS_PTRACE");
        }
        return new Check(
                server,
                "rights",
                Verdict.MISSING,
                "uid " + uid
                        + " without CAP_KILL and CAP_SYS_PTRACE: sees all sessions, but what blocks them, and resets,"
                        + " only of its own; run it with these two (systemd: AmbientCapabilities=)");
    }

    private static Check clocks(String server, Instant asked, Map<String, String> told) {
        var time = told.getOrDefault("time", "");
        if (!time.matches("\\d{1,12}")) {
            return new Check(server, "clock", Verdict.MISSING, "it does not say what time it is");
        }
        // It tells whole seconds only.
        var apart = Duration.ofSeconds(Math.abs(Long.parseLong(time) - asked.getEpochSecond()));
        return apart.compareTo(CLOCKS_APART) <= 0
                ? new Check(server, "clock", Verdict.OK, "agrees with this machine's to the second or so")
                : new Check(
                        server,
                        "clock",
                        Verdict.MISSING,
                        apart.toSeconds() + " s apart from this machine's; set both by NTP");
    }

    private static Check programs(Configuration.Server server, Map<String, String> told) {
        var lacks = told.keySet().stream()
                .filter(key -> key.startsWith("lacks."))
                .map(key -> key.substring("lacks.".length()))
                .filter(program -> needed(program, server, told))
                .toList();
        return lacks.isEmpty()
                ? new Check(server.name(), "programs", Verdict.OK, "all that its connectors need")
                : new Check(
                        server.name(),
                        "programs",
                        Verdict.MISSING,
                        "lacks " + String.join(", ", lacks) + "; install them there");
    }

    private static boolean needed(String program, Configuration.Server server, Map<String, String> told) {
        boolean tmux = server.connectors().containsKey("tmux");
        return switch (program) {
            case "tmux" -> tmux;
            case "setpriv" -> tmux && told.getOrDefault("uid", "").equals("0");
            case "loginctl", "systemctl" -> server.connectors().containsKey("logind");
            case "sudo" -> false;
            default -> tmux || !server.isLocal();
        };
    }

    private List<Check> sessions(Configuration.Server server) {
        try (var opened = opening.open(server)) {
            var roll = opened.roster().call();
            var checks = new ArrayList<Check>();
            for (var connector : server.connectors().keySet()) {
                if (!roll.blind().contains(connector)) {
                    checks.add(listed(opened, connector, roll.sessions()));
                }
            }
            checks.addAll(doublyNamed(server.name(), roll.sessions()));
            roll.faults()
                    .forEach(fault -> checks.add(new Check(
                            server.name(),
                            "connector " + fault.connector(),
                            Verdict.FAILED,
                            fault.what() + ": " + fault.evidence().summary())));
            return checks;
        }
    }

    /** Of two that are to be one standing session, neither is missed while the other is there. */
    private static List<Check> doublyNamed(String server, List<Session> sessions) {
        return sessions.stream()
                .filter(Session::standing)
                .collect(Collectors.groupingBy(Session::seat, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .map(same -> new Check(
                        server,
                        "connector " + same.get(0).connector(),
                        Verdict.FAILED,
                        same.size() + " sessions are called " + same.get(0).name() + " at once (ids "
                                + same.stream().map(Session::id).collect(Collectors.joining(", "))
                                + "): let what it is given to in config/sessions.csv fit only one of them"))
                .toList();
    }

    private static Check listed(WatchedServer server, String connector, List<Session> sessions) {
        long count = sessions.stream()
                .filter(session -> session.connector().equals(connector))
                .count();
        return new Check(
                server.name(),
                "connector " + connector,
                Verdict.OK,
                count + " sessions are watched, mode " + server.mode().name().toLowerCase(Locale.ROOT));
    }
}
