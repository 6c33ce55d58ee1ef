package io.sessionwarden.host.transport;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What takes the line of a command apart on another server, and what its output is written in. */
public enum Dialect {
    /** A POSIX shell; outputs are UTF-8. */
    UNIX(StandardCharsets.UTF_8) {
        @Override
        String line(List<String> words) {
            return "LC_ALL=C.UTF-8 " + ShellWords.quoted(words);
        }
    },

    /**
     * cmd.exe or PowerShell, one of which OpenSSH on Windows starts; both read the same line. Outputs are in a code page that
     * the command alone decides: each of their bytes is one character of the result (ISO 8859-1).
     */
    WINDOWS(StandardCharsets.ISO_8859_1) {
        @Override
        String line(List<String> words) {
            return WindowsWords.quoted(words);
        }
    };

    private final Charset output;

    Dialect(Charset output) {
        this.output = output;
    }

    /** @throws IllegalArgumentException where a word cannot be handed over unchanged */
    abstract String line(List<String> words);

    Charset output() {
        return output;
    }
}
