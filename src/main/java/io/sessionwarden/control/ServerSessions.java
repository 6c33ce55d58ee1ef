package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the server that a command names and lists its sessions. */
final class ServerSessions {

    /** The one session that was named, or why there is none. */
    sealed interface Found {
        record One(Session session, Listed.Sessions among) implements Found {}

        record Failed(Answer answer) implements Found {}
    }

    /** The sessions of the server that was named, or why there are none. */
    sealed interface Listed {
        /** What could be listed; what did not answer is in {@code unseen} in plain words, which is empty where everything did. */
        record Sessions(String server, List<Session> sessions, String unseen) implements Listed {}

        record Failed(Answer answer) implements Listed {}
    }

    private static final int LONGEST = 500;

    private final Operations operations;

    ServerSessions(Operations operations) {
        this.operations = operations;
    }

    /**
     * The sessions of the server that was typed, upper and lower case alike as Windows has it; where none was, of the
     * machine that the caller sits at.
     */
    Listed sessionsOf(Peer peer, String typed) {
        var meant = typed.isEmpty() ? peer.localServer() : typed;
        var known = operations.servers();
        var server = known.stream().filter(name -> name.equalsIgnoreCase(meant)).findFirst();
        if (server.isEmpty()) {
            return new Listed.Failed(noSuchServer(typed, String.join(", ", known)));
        }
        var roll = operations.sessions(server.get());
        var unseen = roll.faults().stream()
                .map(fault -> ForeignText.clean(fault.evidence().summary(), LONGEST))
                .collect(Collectors.joining("; "));
        if (roll.sessions().isEmpty() && !unseen.isEmpty()) {
            return new Listed.Failed(unreachable("server " + server.get() + ": " + unseen, server.get()));
        }
        return new Listed.Sessions(server.get(), roll.sessions(), unseen);
    }

    /**
     * The session that somebody means by what they typed; where that may be several, none.
     *
     * @param server what was typed for the server, or empty
     * @param undone what was not done, where several are meant: {@code , and none was reset}
     */
    Found find(Peer peer, String typed, String server, String undone) {
        var listed = sessionsOf(peer, server);
        if (listed instanceof Listed.Failed failed) {
            return new Found.Failed(failed.answer());
        }
        var among = (Listed.Sessions) listed;
        var match = SessionMatch.of(typed, among.sessions());
        if (match instanceof SessionMatch.One one) {
            return new Found.One(one.session(), among);
        }
        return new Found.Failed(
                match instanceof SessionMatch.Several several
                        ? new Answer(
                                ExitCode.USAGE,
                                "",
                                "several sessions are called '" + ForeignText.clean(typed, SessionMatch.LONGEST_NAME)
                                        + "'" + undone + "\nsay which one by its id:\n"
                                        + QuerySession.table(peer, shownTo(peer, several.sessions()), Map.of()))
                        : noSuchSession(typed, among));
    }

    /** Those of them that the caller may see: whoever may not query others' sessions still sees their own. */
    List<Session> shownTo(Peer peer, List<Session> sessions) {
        return sessions.stream()
                .filter(session -> peer.sitsIn(session) || operations.mayQuery(peer.caller(), session))
                .toList();
    }

    private static Answer noSuchServer(String typed, String known) {
        return typed.isEmpty()
                ? Answer.error(
                        ExitCode.NO_SUCH,
                        "this machine is not among the servers",
                        "say which one with /server:NAME; the servers are: " + known)
                : Answer.error(
                        ExitCode.NO_SUCH,
                        "there is no server '" + ForeignText.clean(typed, 100) + "'",
                        "the servers are: " + known);
    }

    /** That nothing matches among what could be listed, and what to type to see what is there. */
    static Answer noSuchSession(String typed, Listed.Sessions found) {
        var none = "there is no session '" + ForeignText.clean(typed, SessionMatch.LONGEST_NAME) + "' ";
        if (!found.unseen().isEmpty()) {
            return unreachable(
                    none + "among those that server " + found.server() + " could list: " + found.unseen(),
                    found.server());
        }
        var called =
                found.sessions().stream().anyMatch(session -> session.name().equals(typed));
        return Answer.error(
                ExitCode.NO_SUCH,
                none + "on server " + found.server(),
                called
                        ? "digits are an id; a session is called that: type " + SessionMatch.NAME_PREFIX + typed
                        : "see them with: warden query session --server " + found.server());
    }

    private static Answer unreachable(String what, String server) {
        return Answer.error(ExitCode.UNREACHABLE, what, "what is missing there: warden doctor --server " + server);
    }
}
