package io.sessionwarden.connector.logind;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.Traces;
import io.sessionwarden.connector.Warning;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Listing;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.ServerFault;
import io.sessionwarden.host.SessionHost;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sessions of one server's logind. The runner is not its own: closing this host leaves it open. */
final class LogindHost implements SessionHost {

    private static final int LONGEST_WARNING = 500;

    /** Of a standing session that nobody has opened since the warden started. */
    private static final String NEVER_SEEN = "it has never been seen";

    /** Does nothing, and says whether the session is there: a word of {@code act.sh}, and no rung. */
    private static final String LOOK = "look";

    /** Each rung runs a few commands of systemd's, one after the other. */
    private static final int COMMANDS = 3;

    private final Target target;
    private final Duration pause;

    LogindHost(Target target, Duration pause) {
        this.target = target;
        this.pause = pause;
    }

    @Override
    public String connector() {
        return LogindConnector.NAME;
    }

    @Override
    public Listing list() throws HostException {
        var list = LoginList.of(run(Script.LIST, target.timeout(), List.of(limit())));
        if (!list.failure().isEmpty()) {
            var why = "logind did not list its sessions: " + list.failure();
            return new Listing(
                    List.of(),
                    List.of(new ServerFault(
                            target.server(), LogindConnector.NAME, "systemd-logind", false, Evidence.of(why))));
        }
        return new Listing(
                list.logins().stream()
                        .map(login -> new LoginSession(target.server(), list, login).session())
                        .toList(),
                List.of());
    }

    @Override
    public Evidence evidence(Session session) throws HostException {
        var scope = session.vital(LoginSession.SCOPE);
        if (scope.isEmpty()) {
            return Evidence.of(NEVER_SEEN);
        }
        var traces = new Traces();
        run(Script.EVIDENCE, target.timeout(), List.of(limit(), scope)).forEach(traces::take);
        return traces.fact("state", session.vital(LoginSession.LOGIND_STATE))
                .fact("terminal", session.vital(LoginSession.TTY))
                .fact("service", session.vital(LoginSession.SERVICE))
                .fact("scope", scope)
                .evidence();
    }

    /** What a login has to come back with; its programs are started by it, and are not logind's. */
    @Override
    public SortedMap<String, String> values(Session session) {
        var values = new TreeMap<String, String>();
        for (var vital :
                List.of(LoginSession.TTY, LoginSession.SERVICE, LoginSession.TYPE, LoginSession.SEAT, "user")) {
            if (!session.vital(vital).isEmpty()) {
                values.put(vital, session.vital(vital));
            }
        }
        return values;
    }

    @Override
    public Notice warn(Session session, String text) throws HostException {
        var terminal = session.vital(LoginSession.TTY);
        var leader = session.leader();
        var account = session.account();
        if (terminal.isEmpty() || leader == null || account == null) {
            return Notice.untold("it has no terminal, or it cannot be told whose it is");
        }
        var lines = run(
                Script.WARN,
                target.timeout(),
                List.of(
                        part(session, LoginSession.BOOT),
                        Integer.toString(leader.pid()),
                        Long.toString(leader.startTicks()),
                        terminal,
                        account.id(),
                        ForeignText.clean(text, LONGEST_WARNING)));
        return Warning.said(lines, terminal).on(terminal, leader.pid());
    }

    @Override
    public Set<Rung> rungs(Session session) {
        if (session.vital(LoginSession.SCOPE).isEmpty()) {
            return EnumSet.of(Rung.RESET);
        }
        return session.vital(LoginSession.FREEZER).equals(LoginSession.FROZEN)
                ? EnumSet.of(Rung.CONTINUE, Rung.LOG_OFF, Rung.RESET, Rung.FORCE)
                : EnumSet.of(Rung.LOG_OFF, Rung.RESET, Rung.FORCE);
    }

    @Override
    public Act reset(Session session, SortedMap<String, String> ready) throws HostException {
        return perform(Rung.RESET, session, ready);
    }

    @Override
    public Act perform(Rung rung, Session session, SortedMap<String, String> ready) throws HostException {
        if (!rungs(session).contains(rung)) {
            throw new IllegalArgumentException(rung.word() + " cannot be done to " + session.name());
        }
        var scope = session.vital(LoginSession.SCOPE);
        if (scope.isEmpty()) {
            return new Act(Act.Result.DONE, List.of(NEVER_SEEN + ", so there was nothing to be ended"), List.of());
        }
        var said = run(
                Script.ACT,
                target.timeout().multipliedBy(COMMANDS).plus(pause.multipliedBy(2)),
                List.of(
                        limit(),
                        part(session, LoginSession.BOOT),
                        part(session, LoginSession.ID),
                        part(session, LoginSession.SINCE),
                        part(session, LoginSession.LEADER),
                        scope,
                        session.state() == SessionState.DOWN ? LOOK : rung.word(),
                        Long.toString(pause.toMillis())));
        return act(rung, session, said);
    }

    private Act act(Rung rung, Session session, List<String> said) throws HostException {
        var steps = new ArrayList<String>();
        boolean complete = true;
        for (var line : said) {
            var word = line.split(" ", 2)[0];
            var rest = ForeignText.clean(line.substring(word.length()).strip(), LONGEST_WARNING);
            switch (word) {
                case "other" -> {
                    return Act.otherIncarnation("logind has another session " + session.id() + " now");
                }
                case "stands" -> {
                    return Act.otherIncarnation("logind has session " + session.id() + ": it is not down");
                }
                case "absent" -> {
                    return absent(session);
                }
                case "denied" -> throw new HostException(Fault.NOT_PERMITTED, "systemd refused: " + rest);
                case "failed" -> throw new HostException(Fault.GARBLED, "systemd refused: " + rest);
                case "thawed" -> steps.add("thawed " + session.vital(LoginSession.SCOPE));
                case "terminated" -> steps.add("terminated session " + session.id() + " (loginctl terminate-session)");
                case "killed" -> steps.add("killed all that ran in " + session.vital(LoginSession.SCOPE) + " (KILL)");
                case "gone" -> steps.add("logind has no such session any more");
                case "kept" -> {
                    steps.add(rest + " processes have not ended within " + pause.toMillis() + " ms");
                    complete = rung == Rung.LOG_OFF;
                }
                default ->
                    throw new HostException(Fault.GARBLED, "the answer says '" + ForeignText.clean(line, 80) + "'");
            }
        }
        return new Act(complete ? Act.Result.DONE : Act.Result.INCOMPLETE, steps, List.of());
    }

    private static Act absent(Session session) {
        var what = "logind has no session " + session.id() + " any more";
        return session.state() == SessionState.DOWN
                ? new Act(Act.Result.DONE, List.of(what + ": nothing of it was left to be ended"), List.of())
                : Act.otherIncarnation(what);
    }

    private static String part(Session session, String name) {
        return session.identity().parts().getOrDefault(name, "");
    }

    /** So that none of a silent logind's commands outlives the patience for it for long. */
    private String limit() {
        return Long.toString(target.timeout().toSeconds() + 1);
    }

    /** The lines of a whole answer, without the {@code end}. */
    private List<String> run(Script script, Duration patience, List<String> arguments) throws HostException {
        var result = target.runner().run(script.command(patience, arguments));
        var lines = result.lines();
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("end")) {
            throw new HostException(
                    Fault.GARBLED,
                    "the answer broke off (exit " + result.exit() + "): "
                            + ForeignText.clean(result.err().strip(), 300));
        }
        return lines.subList(0, lines.size() - 1);
    }

    @Override
    public boolean reopens(Session session, Rung rung) {
        return session.vital(LoginSession.REOPENS).equals("yes");
    }

    @Override
    public void close() {
        // Nothing is held between two calls.
    }
}
