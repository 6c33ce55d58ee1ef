package io.sessionwarden.connector.logind;

import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.OwnScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The shell scripts that talk to logind; what each takes and prints stands at its head, and each prints {@code end} last. */
enum Script {
    LIST("systemd.sh", "list.sh"),
    ACT("systemd.sh", "act.sh"),
    EVIDENCE("systemd.sh", "evidence.sh"),
    WARN("/io/sessionwarden/connector/same.sh", "/io/sessionwarden/connector/warn.sh");

    /** Room for some 5,000 sessions. */
    private static final int MOST_BYTES = 4 << 20;

    private final String text;

    Script(String... parts) {
        this.text = OwnScript.joined(Script.class, parts);
    }

    Command command(Duration timeout, List<String> arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", text, "warden"));
        words.addAll(arguments);
        return new Command(words, "", timeout, MOST_BYTES);
    }
}
