package io.sessionwarden.real;

import io.sessionwarden.fake.Await;
import io.sessionwarden.host.HostException;
import io.sessionwarden.host.transport.Command;
import io.sessionwarden.host.transport.CommandResult;
import io.sessionwarden.host.transport.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A real tmux server on a socket of its own, with an empty configuration, started by a command runner and therefore as that
 * runner's user. Everything that is started in it carries a mark of its own in its environment, and is ended with it.
 */
public final class TmuxServer implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final CommandRunner runner;
    private final String socket;
    private final String mark = "WARDEN_SESSION=" + UUID.randomUUID();

    public TmuxServer(CommandRunner runner, String socket) {
        this.runner = runner;
        this.socket = socket;
    }

    public String socket() {
        return socket;
    }

    /** Opens a session of 80 by 24 whose pane stays when its program ends, and returns the pane's id. */
    public String open(String name, String... program) throws HostException {
        var words =
                new ArrayList<>(List.of("new-session", "-d", "-P", "-F", "#{pane_id}", "-x", "80", "-y", "24", "-s"));
        words.add(name);
        words.addAll(Arrays.asList(program));
        words.addAll(List.of(";", "set-option", "-w", "remain-on-exit", "on"));
        return tmux(words.toArray(String[]::new)).strip();
    }

    /** What the tmux command printed. */
    public String tmux(String... arguments) throws HostException {
        CommandResult result = attempt(arguments);
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + result.err());
        }
        return result.out();
    }

    public CommandResult attempt(String... arguments) throws HostException {
        var words = new ArrayList<>(List.of("env", mark, "tmux", "-u", "-S", socket, "-f", "/dev/null"));
        words.addAll(Arrays.asList(arguments));
        return runner.run(new Command(words, "", LONG, 1 << 20));
    }

    /** One format of one pane. */
    public String of(String pane, String format) throws HostException {
        return tmux("display-message", "-p", "-t", pane, format).strip();
    }

    public long pid() throws HostException {
        return Long.parseLong(tmux("display-message", "-p", "#{pid}").strip());
    }

    /** Sends a signal to a process, which must be one of this server's. */
    public void signal(String signal, long pid) throws HostException {
        if (!processes().contains(pid)) {
            throw new AssertionError("process " + pid + " is none of this server's");
        }
        runner.run(Command.of(LONG, "kill", "-" + signal, Long.toString(pid)));
    }

    /** Ends the pane's process by a signal and waits until /proc says so. */
    public void killProgram(String pane) throws HostException {
        long pid = Long.parseLong(of(pane, "#{pane_pid}"));
        signal("KILL", pid);
        Await.until("process " + pid + " is dead", () -> !alive(pid));
    }

    public static boolean alive(long pid) {
        return !state(pid).matches("|Z|X");
    }

    /** The state of a process as in proc_pid_stat(5), or the empty string. */
    public static String state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Every process that carries the mark. */
    public List<Long> processes() {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::marked)
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean marked(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Arrays.asList(environment.split("\0", -1)).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills everything that was started in this server, and the server. */
    @Override
    public void close() {
        Await.until("everything of " + socket + " has ended", () -> {
            processes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return processes().stream().noneMatch(TmuxServer::alive);
        });
    }
}
