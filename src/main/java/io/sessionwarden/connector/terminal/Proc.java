package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads /proc (proc(5)). A process may end between any two reads: what cannot be read of it is simply absent. Bounded: at
 * most {@value #MOST_BYTES} bytes of any file. Safe for use by several threads.
 */
final class Proc {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Path ROOT = Path.of("/proc");

    /** Every process that is there now, by pid. */
    Map<Integer, ProcessStat> processes() throws HostException {
        var all = new HashMap<Integer, ProcessStat>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (var entry : entries) {
                read(entry + "/stat").flatMap(ProcessStat::parse).ifPresent(stat -> all.put(stat.pid(), stat));
            }
        } catch (IOException e) {
            throw new HostException(Fault.NOT_ANSWERING, "cannot list /proc: " + e.getMessage(), e);
        }
        return all;
    }

    Optional<ProcessStat> process(int pid) {
        return text(pid, "stat").flatMap(ProcessStat::parse);
    }

    /** The text of one of a process's files, or nothing where it has ended or may not be looked into. */
    Optional<String> text(int pid, String file) {
        return read(ROOT + "/" + pid + "/" + file);
    }

    /** Where one of a process's links points to. */
    Optional<String> link(int pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(ROOT.toString(), Integer.toString(pid), name))
                    .toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The value of a line such as {@code SigIgn:} of /proc/PID/status. */
    Optional<String> status(int pid, String field) {
        return text(pid, "status")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(field + ":"))
                        .map(line -> line.substring(field.length() + 1).trim())
                        .findFirst());
    }

    /** The real uid of a process. */
    Optional<Long> uid(int pid) {
        return status(pid, "Uid").flatMap(ids -> number(ids.split("\\s+", -1)[0]));
    }

    /** The value of a variable in the environment that the process was started with. */
    Optional<String> variable(int pid, String name) {
        return text(pid, "environ").flatMap(text -> {
            for (var entry : text.split("\0", -1)) {
                if (entry.startsWith(name + "=")) {
                    return Optional.of(entry.substring(name.length() + 1));
                }
            }
            return Optional.empty();
        });
    }

    static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<String> read(String file) {
        try (var in = new FileInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
