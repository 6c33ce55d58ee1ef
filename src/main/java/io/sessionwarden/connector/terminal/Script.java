package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.transport.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell scripts that look and act on another server, each in one command. They lie beside this class as resources; what
 * each takes and prints stands at its head. Each prints {@code end} last, so that an answer that broke off is known for one.
 */
enum Script {
    LOOK("look.sh"),
    VALUES("values.sh"),
    WARN("warn.sh"),
    RESET("reset.sh");

    /** Room for the lines of some 30,000 processes. */
    private static final int MOST_BYTES = 12 << 20;

    private final String text;

    Script(String name) {
        this.text = read(name);
    }

    Command command(Duration timeout, List<String> arguments) {
        var words = new ArrayList<>(List.of("sh", "-c", text, "warden"));
        words.addAll(arguments);
        return new Command(words, "", timeout, MOST_BYTES);
    }

    private static String read(String name) {
        try (var in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program's own " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
