package io.sessionwarden.connector.terminal;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import io.sessionwarden.kernel.Passwd;
import io.sessionwarden.kernel.ProcessStat;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads this machine's /proc (proc(5)) at the moment it is asked. Bounded: at most {@value #MOST_BYTES} bytes of any file.
 * Safe for use by several threads.
 */
final class LocalProc implements Processes {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_OF_TABLE = 4 << 20;
    private static final int MOST_DESCRIPTORS = 1000;
    private static final Path ROOT = Path.of("/proc");

    /** Any but noughts in the seventh column. */
    private static final Pattern SENT_AGAIN = Pattern.compile("\\s*(?:\\S+\\s+){6}0*[1-9A-F].*");

    private final Names names = new Names(Passwd::nameOf, System::nanoTime);

    /** Every process that is there now, by pid. */
    Map<Integer, ProcessStat> all() throws HostException {
        var all = new HashMap<Integer, ProcessStat>();
        pids().forEach(pid -> process(pid).ifPresent(stat -> all.put(pid, stat)));
        return all;
    }

    /** The ids of the processes that are there now. One that is started later is not among them. */
    List<Integer> pids() throws HostException {
        var pids = new ArrayList<Integer>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            entries.forEach(
                    entry -> pids.add(Integer.valueOf(entry.getFileName().toString())));
        } catch (IOException | DirectoryIteratorException e) {
            throw new HostException(Fault.NOT_ANSWERING, "cannot list /proc: " + e.getMessage(), e);
        }
        return pids;
    }

    Optional<ProcessStat> process(int pid) {
        return text(pid, "stat").flatMap(ProcessStat::parse);
    }

    @Override
    public Optional<String> text(int pid, String file) {
        return read(ROOT + "/" + pid + "/" + file);
    }

    @Override
    public Optional<String> link(int pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(ROOT.toString(), Integer.toString(pid), name))
                    .toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the first {@value #MOST_DESCRIPTORS} descriptors of a process lead. */
    List<String> descriptors(int pid) {
        var targets = new ArrayList<String>();
        try (var entries =
                Files.newDirectoryStream(ROOT.resolve(Integer.toString(pid)).resolve("fd"))) {
            for (var entry : entries) {
                if (targets.size() == MOST_DESCRIPTORS) {
                    break;
                }
                targets.add(Files.readSymbolicLink(entry).toString());
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or may not be looked into: what is known by then is what can be told.
            return targets;
        }
        return targets;
    }

    /** The lines of a table that a process sees, such as {@code net/tcp}, as far as {@value #MOST_OF_TABLE} bytes go. */
    List<String> table(int pid, String file) {
        return lines(read(ROOT + "/" + pid + "/" + file, MOST_OF_TABLE).orElse(""))
                .toList();
    }

    @Override
    public Optional<String> status(int pid, String field) {
        return text(pid, "status")
                .flatMap(text -> lines(text)
                        .filter(line -> line.startsWith(field + ":"))
                        .map(line -> line.substring(field.length() + 1).trim())
                        .findFirst());
    }

    @Override
    public Optional<String> variable(int pid, String name) {
        return text(pid, "environ").flatMap(text -> {
            for (var entry : text.split("\0", -1)) {
                if (entry.startsWith(name + "=")) {
                    return Optional.of(entry.substring(name.length() + 1));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<Instant> typed(String terminal) {
        try {
            return Optional.of(
                    ((FileTime) Files.getAttribute(Path.of("/dev", terminal), "lastAccessTime")).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> unanswered() {
        return Stream.of("tcp", "tcp6")
                .flatMap(table ->
                        lines(read(ROOT + "/net/" + table, MOST_OF_TABLE).orElse("")))
                .filter(line -> SENT_AGAIN.matcher(line).matches())
                .toList();
    }

    @Override
    public String nameOf(long uid) {
        return names.of(uid);
    }

    /** Only a line feed ends one: a process may have a carriage return in its name, and what follows it reads as it likes. */
    private static Stream<String> lines(String text) {
        return Arrays.stream(text.split("\n", -1));
    }

    private static Optional<String> read(String file) {
        return read(file, MOST_BYTES);
    }

    private static Optional<String> read(String file, int mostBytes) {
        try (var in = new FileInputStream(file)) {
            return Optional.of(new String(in.readNBytes(mostBytes), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
