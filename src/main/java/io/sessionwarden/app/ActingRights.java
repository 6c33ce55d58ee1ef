package io.sessionwarden.app;

import io.sessionwarden.app.config.Configuration;
import io.sessionwarden.control.Doctor.Check;
import io.sessionwarden.control.Doctor.Verdict;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandRunner;
import io.sessionwarden.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose of the sessions that are there now the account may reset. sudo is asked what it would allow ({@code sudo -l}); nothing
 * is run by it.
 */
record ActingRights(Configuration.Server server, CommandRunner runner, Survey survey) {

    private static final String XRDP = "xrdp";

    /** The connectors whose scripts are Perl. */
    private static final Set<String> PERL = Set.of("vnc", XRDP);

    private static final List<String> CONNECTORS = List.of("terminal", "tmux", "vnc", XRDP);

    /** The command line must hold their pids. */
    private static final int MOST_SESSIONS = 2_000;

    /**
     * Prints of each user, but for the runner: {@code may NAME}, or {@code may-not NAME}. $1 is yes where sudo counts, $2 the
     * program that the connector runs by it, $3 the option before its script, and each that follows {@code uid:UID}, or
     * {@code pid:PID} for the user whom that process belongs to.
     */
    private static final String ASK = """
            real() {
                uid=
                while read -r key uid rest; do
                    [ "$key" != Uid: ] || return
                done 2> /dev/null < "/proc/$1/status"
            }
            sudo=$1 program=$2 option=$3
            shift 3
            real self
            seen=" $uid "
            for one; do
                case $one in
                uid:*) uid=${one#uid:} ;;
                *) real "${one#pid:}" 2> /dev/null ;;
                esac
                case $seen in
                *" $uid "*) continue ;;
                esac
                [ -n "$uid" ] || continue
                seen="$seen$uid "
                word=may-not
                [ "$sudo" != yes ] || ! sudo -n -l -u "#$uid" -- env LC_ALL=C.UTF-8 "$program" "$option" true \\
                    > /dev/null 2>&1 || word=may
                echo "$word $(id -un "$uid" 2> /dev/null || echo "uid $uid")"
            done
            """;

    static boolean bySudo(Configuration.Server server) {
        return CONNECTORS.stream().anyMatch(connector -> bySudo(server, connector));
    }

    /** For the terminals of other machines it is switched on; the others always ask sudo where they are not the owner. */
    private static boolean bySudo(Configuration.Server server, String connector) {
        var settings = server.connectors().get(connector);
        return settings != null
                && (!connector.equals("terminal")
                        || (!server.isLocal() && List.of("true").equals(settings.getOrDefault("sudo", List.of()))));
    }

    /** One check for each connector that acts as a session's user, where the runner is not root anyway. */
    List<Check> over(List<Session> sessions) throws HostException {
        var checks = new ArrayList<Check>();
        if (!survey.isRoot()) {
            for (var connector : CONNECTORS) {
                if (server.connectors().containsKey(connector)
                        && !(connector.equals("terminal") && survey.signalsAll())) {
                    checks.addAll(of(connector, sessions));
                }
            }
        }
        return checks;
    }

    private List<Check> of(String connector, List<Session> sessions) throws HostException {
        var words = new ArrayList<>(List.of("sh", "-c", ASK, "warden", bySudo(server, connector) ? "yes" : "no"));
        words.addAll(PERL.contains(connector) ? List.of("/usr/bin/perl", "-e") : List.of("sh", "-c"));
        sessions.stream()
                .filter(session -> session.connector().equals(connector))
                .flatMap(session -> user(session).stream())
                .distinct()
                .limit(MOST_SESSIONS)
                .forEach(words::add);
        var told = runner.run(Command.of(server.timeout(), words.toArray(String[]::new)))
                .out();
        var may = users(told, "may ");
        var mayNot = users(told, "may-not ");
        var checks = new ArrayList<Check>();
        if (!may.isEmpty()) {
            checks.add(new Check(
                    server.name(),
                    "acts, " + connector,
                    Verdict.OK,
                    "by sudo on sessions of " + String.join(", ", may)));
        }
        if (!mayNot.isEmpty()) {
            checks.add(new Check(
                    server.name(),
                    "acts, " + connector,
                    Verdict.MISSING,
                    "may not reset the sessions of " + String.join(", ", mayNot) + missing(connector)));
        }
        return checks;
    }

    /** Whom a connector becomes to act. What leads a session of xrdp's is root's; the session is its user's. */
    private static Optional<String> user(Session session) {
        var account = session.account();
        var leader = session.leader();
        if (session.connector().equals(XRDP)) {
            return Optional.ofNullable(account).map(its -> "uid:" + its.id());
        }
        return Optional.ofNullable(leader).map(its -> "pid:" + its.pid());
    }

    private String missing(String connector) {
        return bySudo(server, connector)
                ? ": sudo -n does not let it become them (docs/connectors.md, Rights over SSH)"
                : ": that needs root or CAP_KILL"
                        + (server.isLocal()
                                ? ""
                                : ", or sudo: true for the connector (docs/connectors.md, Rights over SSH)");
    }

    private static List<String> users(String told, String word) {
        return told.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .sorted()
                .toList();
    }
}
