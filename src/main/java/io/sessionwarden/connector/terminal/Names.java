package io.sessionwarden.connector.terminal;

import io.sessionwarden.session.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of this machine's uids, from passwd(5). Safe for use by several threads. */
final class Names {

    private static final int MOST = 10_000;

    private final Path passwd;
    private final Map<Long, String> known = new ConcurrentHashMap<>();

    Names(Path passwd) {
        this.passwd = passwd;
    }

    /** The logon name, or the number where there is none. */
    String of(long uid) {
        var name = known.get(uid);
        if (name == null) {
            read();
            name = known.getOrDefault(uid, Long.toString(uid));
        }
        return name;
    }

    private void read() {
        try (var lines = Files.lines(passwd, StandardCharsets.ISO_8859_1)) {
            known.clear();
            lines.limit(MOST)
                    .map(line -> line.split(":", 4))
                    .filter(fields -> fields.length == 4)
                    .forEach(fields -> Processes.number(fields[2])
                            .ifPresent(uid -> known.putIfAbsent(uid, ForeignText.clean(fields[0], 64))));
        } catch (IOException e) {
            // Without the file every uid is called by its number.
            known.clear();
        }
    }
}
