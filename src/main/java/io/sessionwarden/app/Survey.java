package io.sessionwarden.app;

import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.control.Doctor.Check;
import io.sessionwarden.control.Doctor.Verdict;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a Unix server says of itself and of the account that runs commands there, and what is missing in it. */
record Survey(Map<String, String> told) {

    private static final String ASK = """
            echo uid=$(id -u)
            echo time=$(date +%s)
            echo kernel=$(uname -sr)
            while IFS=: read -r key value; do
                [ "$key" = CapEff ] && echo rights=$value
            done < /proc/self/status
            for program in awk stty tmux setpriv sudo perl loginctl systemctl; do
                command -v "$program" > /dev/null 2>&1 || echo "lacks.$program=yes"
            done
            """;

    /** capability(7): the bits of CAP_KILL and CAP_SYS_PTRACE. */
    private static final int CAP_KILL = 5;

    private static final int CAP_SYS_PTRACE = 19;

    /** Two clocks further apart than this make a report hard to read across servers. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    static Survey of(CommandRunner runner, Duration timeout) throws HostException {
        var answer = runner.run(Command.of(timeout, "sh", "-c", ASK)).out();
        return new Survey(answer.lines()
                .filter(line -> line.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).strip(),
                        (one, other) -> other,
                        TreeMap::new)));
    }

    String kernel() {
        return told.getOrDefault("kernel", "?");
    }

    private String uid() {
        return told.getOrDefault("uid", "?");
    }

    boolean isRoot() {
        return uid().equals("0");
    }

    boolean has(int capability) {
        var rights = told.getOrDefault("rights", "");
        return rights.matches("[0-9a-fA-F]{1,16}") && new BigInteger(rights, 16).testBit(capability);
    }

    /** Whether it may signal every process. */
    boolean signalsAll() {
        return isRoot() || has(CAP_KILL);
    }

    Check rights(String server) {
        if (isRoot()) {
            return new Check(server, "rights", Verdict.OK, "root: sees and resets every session");
        }
        if (has(CAP_KILL) && has(CAP_SYS_PTRACE)) {
            return new Check(server, "rights", Verdict.OK, "uid " + uid() + " with CAP_KILL and CAP_SYS_PTRACE");
        }
        return new Check(
                server,
                "rights",
                Verdict.MISSING,
                "uid " + uid()
                        + " without CAP_KILL and CAP_SYS_PTRACE: sees all sessions, but not what blocks those of others;"
                        + " run it with these two (systemd: AmbientCapabilities=)");
    }

    Check clock(String server, Instant asked) {
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

    Check programs(Configuration.Server server) {
        var lacks = told.keySet().stream()
                .filter(key -> key.startsWith("lacks."))
                .map(key -> key.substring("lacks.".length()))
                .filter(program -> needed(program, server))
                .toList();
        return lacks.isEmpty()
                ? new Check(server.name(), "programs", Verdict.OK, "all that its connectors need")
                : new Check(
                        server.name(),
                        "programs",
                        Verdict.MISSING,
                        "lacks " + String.join(", ", lacks) + "; install them there");
    }

    private boolean needed(String program, Configuration.Server server) {
        boolean tmux = server.connectors().containsKey("tmux");
        return switch (program) {
            case "tmux" -> tmux;
            case "setpriv" -> tmux && isRoot();
            case "perl" ->
                server.connectors().containsKey("vnc") || server.connectors().containsKey("xrdp");
            case "loginctl", "systemctl" -> server.connectors().containsKey("logind");
            case "sudo" -> ActingRights.bySudo(server) && !isRoot();
            default -> tmux || !server.isLocal();
        };
    }
}
