package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.List;

/** Finds the server that a command names and lists its sessions. */
final class ServerSessions {

    /** The sessions of the server that was named, or why there are none. */
    sealed interface Listed {
        /**
         * What can be seen.
         *
         * @param unseen what did not answer, in words; sessions behind it are not in the list
         */
        record Sessions(String server, List<Session> sessions, List<String> unseen) implements Listed {}

        record Failed(Answer answer) implements Listed {}
    }

    private final Operations operations;

    ServerSessions(Operations operations) {
        this.operations = operations;
    }

    /** @param typed the server's name, upper and lower case alike as Windows has it; empty for the local one */
    Listed sessionsOf(String typed) {
        var known = operations.servers();
        var server = known.stream()
                .filter(name -> typed.isEmpty() || name.equalsIgnoreCase(typed))
                .findFirst();
        if (server.isEmpty()) {
            return new Listed.Failed(Answer.error(
                    ExitCode.NO_SUCH,
                    typed.isEmpty()
                            ? "no server is configured"
                            : "there is no server '" + ForeignText.clean(typed, 100) + "'",
                    known.isEmpty()
                            ? "add one to config/warden.yaml"
                            : "the servers are: " + String.join(", ", known)));
        }
        var roll = operations.sessions(server.get());
        var unseen = roll.faults().stream()
                .map(fault -> ForeignText.clean(fault.evidence().summary(), 500))
                .distinct()
                .toList();
        return roll.sessions().isEmpty() && !unseen.isEmpty()
                ? new Listed.Failed(Answer.error(
                        ExitCode.UNREACHABLE,
                        "server " + server.get() + ": " + String.join("; ", unseen),
                        remedy(server.get())))
                : new Listed.Sessions(server.get(), roll.sessions(), unseen);
    }

    /** What to do about a server that does not answer, or not wholly. */
    static String remedy(String server) {
        return "what is missing there: warden doctor --server " + server;
    }
}
