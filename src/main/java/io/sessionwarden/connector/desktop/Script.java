package io.sessionwarden.connector.desktop;

import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.OwnScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The Perl scripts that do the work on the server, each in one command. They lie beside this class as resources; what each takes
 * and prints stands at its head. Each prints {@code end} last, so that an answer that broke off is known for one.
 */
enum Script {
    VNC_LIST("proc.pl", "ask.pl", "vnc-list.pl"),
    XRDP_LIST("proc.pl", "ask.pl", "xrdp-list.pl"),
    EVIDENCE("proc.pl", "evidence.pl"),
    ACT("proc.pl", "act.pl");

    /** Room for some thousand desktops. */
    private static final int MOST_BYTES = 4 << 20;

    private static final String OWNER = OwnScript.read(Script.class, "owner.pl");

    private final String text;

    Script(String... parts) {
        this.text = OwnScript.joined(Script.class, parts);
    }

    /** Run as the user that commands run as. */
    Command command(Duration timeout, List<String> arguments) {
        return perl(timeout, text, arguments);
    }

    /**
     * Run as the user whom a desktop belongs to; others become that one through sudo.
     *
     * @param asRoot whether root runs it as it is; otherwise root becomes that user, too
     */
    Command asUser(Duration timeout, String uid, boolean asRoot, List<String> arguments) {
        var words = new ArrayList<>(List.of(text, uid, asRoot ? "root" : "user"));
        words.addAll(arguments);
        return perl(timeout, OWNER, words);
    }

    private static Command perl(Duration timeout, String script, List<String> arguments) {
        var words = new ArrayList<>(List.of("perl", "-e", script, "--"));
        words.addAll(arguments);
        return new Command(words, "", timeout, MOST_BYTES);
    }
}
