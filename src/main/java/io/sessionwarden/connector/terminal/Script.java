package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.OwnScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell scripts that look and act on another server, each in one command. They lie beside this class as resources, and
 * those that several connectors need beside the connectors' port; what each takes and prints stands at its head. Each prints {@code end} last, so that an answer that broke off is known for one.
 */
enum Script {
    LOOK("look.sh"),
    VALUES("/io/sessionwarden/connector/same.sh", "values.sh"),
    WARN("/io/sessionwarden/connector/same.sh", "/io/sessionwarden/connector/warn.sh"),
    EVIDENCE("/io/sessionwarden/connector/evidence.sh", "evidence.sh"),
    ACT("/io/sessionwarden/connector/flow.sh", "act.sh");

    /** Room for the lines of some 30,000 processes. */
    private static final int MOST_BYTES = 12 << 20;

    private static final String OWNER = OwnScript.read(Script.class, "owner.sh");

    private final String text;

    Script(String... parts) {
        this.text = OwnScript.joined(Script.class, parts);
    }

    Command command(Duration timeout, List<String> arguments) {
        return command(timeout, List.of("sh", "-c", text, "warden"), arguments);
    }

    /** The same as the user whom that process belongs to: {@code owner.sh}. */
    Command asOwnerOf(String pid, Duration timeout, List<String> arguments) {
        return command(timeout, List.of("sh", "-c", OWNER, "warden", text, pid), arguments);
    }

    private static Command command(Duration timeout, List<String> first, List<String> arguments) {
        var words = new ArrayList<>(first);
        words.addAll(arguments);
        return new Command(words, "", timeout, MOST_BYTES);
    }
}
