package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.cycle.Operations;
import io.sessionwarden.host.HostException;
import io.sessionwarden.session.ForeignText;
import io.sessionwarden.session.Session;
import java.util.List;

/** Finds the server that a command names and lists its sessions. */
final class ServerSessions {

    /** The sessions of the server that was named, or why there are none. */
    sealed interface Listed {
        record Sessions(String server, List<Session> sessions) implements Listed {}

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
        try {
            return new Listed.Sessions(server.get(), operations.sessions(server.get()));
        } catch (HostException e) {
            return new Listed.Failed(Answer.error(
                    ExitCode.UNREACHABLE,
                    "server " + server.get() + ": " + ForeignText.clean(String.valueOf(e.getMessage()), 500),
                    "what is missing there: warden doctor --server " + server.get()));
        }
    }
}
