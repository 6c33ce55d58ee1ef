package io.sessionwarden.connector.tmux;

import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.OwnScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shell scripts that do the work on the server, each in one command. They lie beside this class as resources, and those
 * that several connectors need beside the connectors' port; what each takes and prints stands at its head. {@code owner.sh}
 * runs the others as the user whom the socket belongs to, so that a user's tmux server, whatever it answers, can only ever
 * turn that user's own rights against that user.
 */
enum Script {
    LIST("proc.sh", "server.sh", "list.sh"),
    VALUES("server.sh", "values.sh"),
    WARN("server.sh", "warn.sh"),
    ACT("proc.sh", "server.sh", "/io/sessionwarden/connector/flow.sh", "act.sh"),
    SCREEN("server.sh", "screen.sh"),
    EVIDENCE("/io/sessionwarden/connector/evidence.sh", "evidence.sh");

    /** Room for some 20,000 panes. */
    private static final int MOST_BYTES = 4 << 20;

    private static final String OWNER = OwnScript.read(Script.class, "owner.sh");

    private final String text;

    Script(String... parts) {
        this.text = OwnScript.joined(Script.class, parts);
    }

    /**
     * @param socket the socket's path, or the empty string for the default one of the user that runs commands
     * @param runnerName the name of that user where it is known: saves a process
     * @param arguments what the script takes after the socket
     */
    Command command(Duration timeout, String socket, String runnerName, String... arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", OWNER, "warden", text, socket, runnerName));
        words.addAll(Arrays.asList(arguments));
        return new Command(words, "", timeout, MOST_BYTES);
    }
}
