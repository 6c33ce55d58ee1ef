package io.sessionwarden.connector.windows;

import io.sessionwarden.connector.Target;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.Dialect;
import io.sessionwarden.host.transport.OwnScript;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The commands that are run on a Windows host, each by its full path. Safe for use by several threads. */
final class WindowsCommands {

    private static final int MOST_BYTES = 1 << 20;

    private static final String FACTS = OwnScript.read(WindowsCommands.class, "facts.ps1");

    private final Target target;
    private final String system;

    /** What a command printed: its output, and all that it said, for messages go either way. */
    record Said(String out, String all) {}

    /** @param root the folder of Windows, such as {@code C:\Windows} */
    WindowsCommands(Target target, String root) {
        this.target = target;
        this.system = root + "\\System32\\";
    }

    /**
     * Runs a program of the system's own folder. Its exit code is not looked at: {@code qwinsta} and {@code quser} end with 1
     * and a whole list on some versions, and what an action did is for the next list to show.
     *
     * @param page the code page of what is not UTF-8
     */
    Said run(Charset page, Duration time, String program, String... arguments) throws HostException {
        var words = new ArrayList<>(List.of(system + program));
        words.addAll(Arrays.asList(arguments));
        var result = target.runner().run(new Command(words, "", time, MOST_BYTES, Dialect.WINDOWS));
        var out = CodePage.decode(result.out(), page);
        return new Said(out, (out + "\n" + CodePage.decode(result.err(), page)).strip());
    }

    /** Asks PowerShell for what the other commands do not say. */
    HostFacts facts(Duration time) throws HostException {
        var said = run(
                StandardCharsets.UTF_8,
                time,
                "WindowsPowerShell\\v1.0\\powershell.exe",
                "-NoProfile",
                "-NonInteractive",
                "-OutputFormat",
                "Text",
                "-EncodedCommand",
                encoded(FACTS));
        return HostFacts.of(said.out(), said.all());
    }

    /** As PowerShell takes a script that no shell is to look into. */
    private static String encoded(String script) {
        return Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
    }
}
