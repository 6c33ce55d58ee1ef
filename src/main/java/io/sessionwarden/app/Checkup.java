package io.sessionwarden.app;

import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.control.Doctor;
import io.sessionwarden.cycle.WatchedServer;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.Roll;
import io.sessionwarden.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks whether each server can be reached and watched, and with which rights. Runs harmless commands only. */
final class Checkup implements Doctor {

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
        try (var opened = opening.open(server)) {
            return opening.unix(server)
                    ? unix(server, opened)
                    : sessions(server, opened, opened.roster().call());
        }
    }

    private List<Check> unix(Configuration.Server server, WatchedServer opened) {
        var checks = new ArrayList<Check>();
        var asked = clock.instant();
        try (var runner = opening.runner(server)) {
            var survey = Survey.of(runner, server.timeout());
            var name = server.name();
            checks.add(new Check(name, "reachability", Verdict.OK, reached(server, asked, survey)));
            checks.add(survey.rights(name));
            checks.add(survey.clock(name, asked));
            checks.add(survey.programs(server));
            var roll = opened.roster().call();
            checks.addAll(sessions(server, opened, roll));
            checks.addAll(new ActingRights(server, runner, survey).over(roll.sessions()));
            if (server.connectors().containsKey("logind") && !survey.isRoot()) {
                checks.add(new PolkitRights(name, server.timeout(), runner).check());
            }
        } catch (HostException e) {
            checks.add(new Check(server.name(), "reachability", Verdict.FAILED, e.fault() + ": " + e.getMessage()));
        }
        return checks;
    }

    private String reached(Configuration.Server server, Instant asked, Survey survey) {
        var took = Duration.between(asked, clock.instant()).toMillis() + " ms";
        var ssh = server.ssh();
        return ssh == null
                ? "this machine, " + survey.kernel() + ", " + took
                : way(ssh) + survey.kernel() + ", " + took;
    }

    private static String way(Configuration.Ssh ssh) {
        var jump = ssh.jump();
        return address(ssh) + (jump == null ? "" : " through " + address(jump)) + ", key known, ";
    }

    private static String address(Configuration.Ssh ssh) {
        return ssh.user() + "@" + ssh.host() + ":" + ssh.port();
    }

    private List<Check> sessions(Configuration.Server server, WatchedServer opened, Roll roll) {
        var checks = new ArrayList<Check>();
        for (var connector : server.connectors().keySet()) {
            if (!roll.blind().contains(connector)) {
                checks.add(listed(opened, connector, roll.sessions()));
            }
            opening.remarks(server, connector)
                    .forEach(remark ->
                            checks.add(new Check(server.name(), "connector " + connector, Verdict.MISSING, remark)));
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
