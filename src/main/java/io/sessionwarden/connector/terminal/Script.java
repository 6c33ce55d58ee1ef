package io.sessionwarden.connector.terminal;

import io.sessionwarden.connector.Connector;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.OwnScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shell scripts that look and act on another server, each in one command. They lie beside this class as resources; what
 * each takes and prints stands at its head. Each prints {@code end} last, so that an answer that broke off is known for one.
 */
enum Script {
    LOOK("look.sh"),
    VALUES("same.sh", "values.sh"),
    WARN("same.sh", "warn.sh"),
    ACT("flow.sh", "act.sh");

    /** Room for the lines of some 30,000 processes. */
    private static final int MOST_BYTES = 12 << 20;

    private final String text;

    Script(String... parts) {
        this.text = Arrays.stream(parts).map(Script::read).collect(Collectors.joining());
    }

    /** What several connectors need lies beside their port. */
    private static String read(String part) {
        return OwnScript.read(part.equals("flow.sh") ? Connector.class : Script.class, part);
    }

    Command command(Duration timeout, List<String> arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", text, "warden"));
        words.addAll(arguments);
        return new Command(words, "", timeout, MOST_BYTES);
    }
}
