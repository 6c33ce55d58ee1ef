package io.sessionwarden.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is left of a practice whose warden was killed. Most of its sessions end with their client; one that was stopped just
 * then cannot notice, and would stay for ever.
 */
final class Leftovers {

    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    /**
     * Ends the caller's own processes that carry a mark of that practice made by a warden that no longer runs. Leaves those
     * of other process namespaces alone: whether their warden runs cannot be told from here.
     */
    static void end(String practice) {
        var mark = Pattern.compile(Pattern.quote(practice) + "-(\\d{1,9})-.*");
        ProcessHandle.allProcesses()
                .filter(process -> ofDeadWarden(process, mark))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ofDeadWarden(ProcessHandle process, Pattern mark) {
        return markOf(process)
                .map(mark::matcher)
                .filter(matched -> matched.matches()
                        && ProcessHandle.of(Long.parseLong(matched.group(1))).isEmpty())
                .isPresent();
    }

    /** Empty too for the processes of others, whose environment may not be read. */
    private static Optional<String> markOf(ProcessHandle process) {
        var folder = PROC.resolve(Long.toString(process.pid()));
        var mark = PracticeTerminal.MARK + "=";
        try {
            if (!Files.readSymbolicLink(folder.resolve("ns/pid"))
                    .equals(Files.readSymbolicLink(PROC.resolve("self/ns/pid")))) {
                return Optional.empty();
            }
            var environment = Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0"))
                    .filter(word -> word.startsWith(mark))
                    .map(word -> word.substring(mark.length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
