package io.sessionwarden.connector.tmux;

import io.sessionwarden.connector.Target;
import io.sessionwarden.connector.Traces;
import io.sessionwarden.host.Act;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.host.Notice;
import io.sessionwarden.host.Screen;
import io.sessionwarden.session.Evidence;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Rung;
import io.sessionwarden.session.Session;
import io.sessionwarden.session.SessionState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;

/** One incarnation of a pane, and what is done to it. Every method is one command on the server. */
final class TmuxPane {

    private static final int LONGEST_WARNING = 500;

    /** Anything but empty, so that the script does not go looking for it. */
    private static final String NAME_OF_NO_INTEREST = "-";

    private static final Set<String> PARTS =
            Set.of(PaneSession.SOCKET, PaneSession.PANE, PaneSession.PID, PaneSession.SESSION);

    private final Target target;
    private final Session session;

    TmuxPane(Target target, Session session) {
        this.target = target;
        this.session = session;
        if (isNone(session)) {
            throw new IllegalArgumentException(session.identity() + " is no pane of tmux");
        }
    }

    /** Whether the session was never seen as a pane: it is known by the name alone that somebody gave it. */
    static boolean isNone(Session session) {
        return !session.identity().parts().keySet().containsAll(PARTS);
    }

    String socket() {
        return part(PaneSession.SOCKET);
    }

    /** The processes of the pane's kernel session and how its process ended; nothing of what stands on the screen. */
    Evidence evidence() throws HostException {
        var traces = new Traces();
        for (String vital : List.of(PaneSession.DEAD, PaneSession.STATUS, PaneSession.SIGNAL)) {
            traces.fact(vital, session.vital(vital));
        }
        traces.fact("terminal", session.vital(PaneSession.TTY));
        run(Script.EVIDENCE, part(PaneSession.PID), number(part(PaneSession.START)), session.vital(PaneSession.TTY))
                .body()
                .forEach(traces::take);
        return traces.evidence();
    }

    /** What it shows; nothing where it is another incarnation by now. */
    Optional<Screen> screen() throws HostException {
        String mark = mark();
        Answer answer = run(
                Script.SCREEN,
                part(PaneSession.SERVER),
                serverTicks(),
                targetPane(),
                mark,
                stillTheSame(),
                part(PaneSession.PANE),
                part(PaneSession.PID),
                number(part(PaneSession.START)));
        requireSpokenTo(answer);
        if (answer.body().isEmpty() || !answer.body().get(0).equals(mark)) {
            return Optional.empty();
        }
        return Optional.of(new Screen(String.join(
                                "\n", answer.body().subList(1, answer.body().size()))
                        .stripTrailing() + "\n"));
    }

    /** A word that no user can have foreseen, to stand before what may hold anything, line breaks too. */
    private static String mark() {
        return "value-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    SortedMap<String, String> values() throws HostException {
        String mark = mark();
        Answer answer = run(
                Script.VALUES,
                part(PaneSession.SERVER),
                serverTicks(),
                targetPane(),
                mark,
                session.vital(PaneSession.DEAD).equals("1") ? "" : session.vital(PaneSession.TTY));
        requireSpokenTo(answer);
        return PaneValues.of(answer.body(), mark);
    }

    Notice warn(String text) throws HostException {
        Answer answer = run(
                Script.WARN,
                part(PaneSession.SERVER),
                serverTicks(),
                targetPane(),
                part(PaneSession.SESSION),
                stillTheSame(),
                literally(ForeignText.clean(text, LONGEST_WARNING)),
                part(PaneSession.PID),
                number(part(PaneSession.START)));
        requireSpokenTo(answer);
        var last =
                answer.body().isEmpty() ? "" : answer.body().get(answer.body().size() - 1);
        if (last.equals("other")) {
            return Notice.untold("pane " + part(PaneSession.PANE) + " no longer holds that process, or is no more");
        }
        if (!last.matches("told [0-9]{1,6}")) {
            throw new HostException(
                    Fault.GARBLED, "tmux did not say whether it warned anybody: " + ForeignText.clean(last, 300));
        }
        return last.equals("told 0")
                ? Notice.untold("nobody is attached to pane " + part(PaneSession.PANE))
                : Notice.told("shown to " + last.substring("told ".length()) + " attached client(s)");
    }

    /** So that tmux expands neither its formats, which could run commands, nor the fields of a date. */
    private static String literally(String text) {
        return text.replace("#", "##").replace("%", "%%");
    }

    /** What tmux cannot do to a pane whose program has ended, or whose program's start is not known. */
    Set<Rung> rungs() {
        if (session.leader() == null || !session.vital(PaneSession.LEADER).equals("alive")) {
            return EnumSet.of(Rung.RESET);
        }
        var rungs = EnumSet.of(Rung.CONTINUE, Rung.RESET, Rung.FORCE);
        if (!session.vital(PaneSession.CLIENTS).equals("0")) {
            rungs.add(Rung.DISCONNECT);
        }
        // Nothing opens a pane again that has closed: where one is to stand, only a reset brings it back.
        if (!session.standing()) {
            rungs.add(Rung.LOG_OFF);
        }
        return rungs;
    }

    Act perform(Rung rung) throws HostException {
        if (rung != Rung.RESET && !rungs().contains(rung)) {
            throw new IllegalArgumentException(rung.word() + " cannot be done to " + session.name());
        }
        Answer answer = run(
                Script.ACT,
                part(PaneSession.SERVER),
                serverTicks(),
                targetPane(),
                part(PaneSession.PANE),
                part(PaneSession.PID),
                number(part(PaneSession.START)),
                session.vital(PaneSession.DEAD).equals("1") ? number(session.vital(PaneSession.DEAD_TIME)) : "0",
                session.vital(PaneSession.TTY),
                stillTheSame(),
                rung.word(),
                part(PaneSession.SESSION),
                session.vital("writer").isEmpty() ? "no" : "yes");
        requireSpokenTo(answer);
        return ActReport.of(answer.body(), rung, part(PaneSession.PANE));
    }

    /**
     * The condition that tmux itself checks in the same breath in which it respawns. A pane that was seen dead must be dead:
     * a live one has the same process too.
     */
    private String stillTheSame() {
        String same = all(
                equal("#{pane_pid}", part(PaneSession.PID)),
                equal("#{session_id}", part(PaneSession.SESSION)),
                equal("#{pid}", part(PaneSession.SERVER)),
                equal("#{start_time}", part(PaneSession.SERVER_START)));
        return session.state() == SessionState.DOWN ? all(same, "#{pane_dead}") : same;
    }

    private static String equal(String one, String other) {
        return "#{==:" + one + "," + other + "}";
    }

    private static String all(String... conditions) {
        return Arrays.stream(conditions)
                .reduce((one, other) -> "#{&&:" + one + "," + other + "}")
                .orElseThrow();
    }

    private Answer run(Script script, String... arguments) throws HostException {
        Answer answer = Answer.of(
                target.runner().run(script.command(target.timeout(), socket(), NAME_OF_NO_INTEREST, arguments)));
        if (answer.trouble().isPresent() && answer.trouble().get().kind() == Answer.Trouble.Kind.NOT_PERMITTED) {
            throw new HostException(
                    Fault.NOT_PERMITTED,
                    "uid " + answer.runner() + " may not act for uid " + answer.owner() + " on " + socket() + ": "
                            + answer.trouble().get().text());
        }
        return answer;
    }

    private void requireSpokenTo(Answer answer) throws HostException {
        var trouble = answer.trouble();
        if (trouble.isPresent()) {
            String why = switch (trouble.get().kind()) {
                case STOPPED -> "is stopped (process " + trouble.get().text() + ")";
                case ABSENT -> "has gone, and its socket with it";
                case NOT_A_SOCKET -> "is not there: " + socket() + " is not a socket";
                case NOT_PERMITTED -> "cannot be reached: " + trouble.get().text();
            };
            throw new HostException(
                    Fault.NOT_ANSWERING, "the tmux server of " + socket() + " " + why + "; it was sent nothing");
        }
    }

    private String part(String name) {
        return session.identity().parts().getOrDefault(name, "");
    }

    private String serverTicks() {
        return session.vital(PaneSession.SERVER_TICKS);
    }

    /** This pane in this session: shown in several sessions, it would otherwise be looked up in any of them. */
    private String targetPane() {
        return part(PaneSession.SESSION) + ":" + session.vital(PaneSession.WINDOW) + "." + part(PaneSession.PANE);
    }

    private static String number(String word) {
        return word.matches("[0-9]{1,18}") ? word : "0";
    }
}
