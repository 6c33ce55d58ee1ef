package io.sessionwarden.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionwarden.fake.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An innocent session in a {@link PidNamespace}, whose leader was given the pid that somebody else had before. It writes down
 * each signal that reaches it.
 */
public final class NewOwner implements AutoCloseable {

    /** A thread of the test's own program may be given the pid first. */
    private static final int MOST_ATTEMPTS = 50;

    private final Process script;
    private final int pid;
    private final Path signals;

    private NewOwner(Process script, int pid, Path signals) {
        this.script = script;
        this.pid = pid;
        this.signals = signals;
    }

    /**
     * Opens it; the pid must be free, or be free soon.
     *
     * @param mark the mark that it carries, which may be the one of the pid's last owner too
     */
    public static NewOwner of(int pid, String mark) throws IOException {
        Await.until("pid " + pid + " is free", () -> !Files.exists(Path.of("/proc", Integer.toString(pid))));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var owner = attempt(pid, mark);
            if (owner.isPresent()) {
                return owner.get();
            }
        }
        throw new AssertionError("pid " + pid + " was not given again in " + MOST_ATTEMPTS + " attempts");
    }

    private static Optional<NewOwner> attempt(int pid, String mark) throws IOException {
        var folder = Files.createTempDirectory("new-owner");
        var signals = Files.createFile(folder.resolve("signals"));
        var ready = folder.resolve("ready");
        var program = "for s in HUP INT TERM CONT; do trap \"echo $s >> '" + signals + "'\" $s; done; : > '" + ready
                + "'; while :; do sleep 0.05; done";
        var builder = new ProcessBuilder(
                        "sh", "-c", PidNamespace.nextIs(pid) + " && exec script -qfc \"$1\" /dev/null", "sh", program)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WARDEN_SESSION", mark);
        builder.environment().put("SHELL", "/bin/sh");
        var script = builder.start();
        Await.until("a session has begun", () -> Files.exists(ready));
        var leads = script.children().mapToLong(ProcessHandle::pid).toArray();
        if (leads.length == 1 && leads[0] == pid) {
            return Optional.of(new NewOwner(script, pid, signals));
        }
        end(script);
        return Optional.empty();
    }

    /** Sends it a signal, which is not counted unless it is one of those that it writes down. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Integer.toString(pid)).start().waitFor();
    }

    public String state() {
        return TmuxServer.state(pid);
    }

    /** No signal has reached it, and it goes on. */
    public void requireUntouched() throws IOException {
        assertThat(TmuxServer.alive(script.pid())).isTrue();
        assertThat(script.children().map(ProcessHandle::pid)).containsExactly((long) pid);
        assertThat(TmuxServer.alive(pid)).isTrue();
        assertThat(Files.readAllLines(signals)).isEmpty();
    }

    private static void end(Process script) {
        var family = script.descendants().toList();
        // The JDK knows children by their pids: one whose pid another child had before it may hold to have ended, and
        // then
        // neither ends it nor sees its end. Its handle goes by the start as well.
        script.toHandle().destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "it has ended",
                () -> !TmuxServer.alive(script.pid())
                        && family.stream().noneMatch(process -> TmuxServer.alive(process.pid())));
    }

    @Override
    public void close() {
        end(script);
    }
}
