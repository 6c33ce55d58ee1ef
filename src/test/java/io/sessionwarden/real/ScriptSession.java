package io.sessionwarden.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real terminal session of a test's own, made with script(1), known by its mark. The test is its client. */
public final class ScriptSession implements AutoCloseable {

    private static final int MOST_SHOWN = 100_000;

    private final StringBuilder shown = new StringBuilder();
    private final String mark = "test-" + UUID.randomUUID();
    private final Process script;
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final Thread client;
    private volatile Duration between = Duration.ZERO;

    /** Runs a shell command in a session of its own. */
    public ScriptSession(String command, Path directory) throws IOException {
        this(command, directory, List.of());
    }

    /** The same for that account. Needs root. */
    public static ScriptSession of(ThrowawayAccount account, String command, Path directory) throws IOException {
        return new ScriptSession(
                command,
                directory,
                List.of("setpriv", "--reuid=" + account.uid(), "--regid=" + account.uid(), "--clear-groups"));
    }

    private ScriptSession(String command, Path directory, List<String> asWhom) throws IOException {
        var words = new ArrayList<>(asWhom);
        words.addAll(List.of("script", "-qfc", command, "/dev/null"));
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().put("WARDEN_SESSION", mark);
        builder.environment().put("SHELL", "/bin/sh");
        builder.redirectErrorStream(true);
        script = builder.start();
        client = new Thread(this::read, "client of " + mark);
        client.setDaemon(true);
        client.start();
    }

    public String mark() {
        return mark;
    }

    /** The processes in it, and what they have started. */
    public Stream<ProcessHandle> processes() {
        return script.descendants();
    }

    /** What the user types. */
    public void type(String text) throws IOException {
        OutputStream keys = script.getOutputStream();
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** The end of what the session has written so far, as the client got it. */
    public synchronized String screen() {
        return shown.toString();
    }

    private synchronized void show(String text) {
        shown.append(text);
        shown.delete(0, Math.max(0, shown.length() - MOST_SHOWN));
    }

    /** From now on the client no longer reads what the session writes. */
    public void stopReading() {
        reading.set(false);
    }

    /** From now on the client waits that long before it reads the next two thousand bytes. */
    public void readSlowly(Duration between) {
        this.between = between;
    }

    private void read() {
        var buffer = new byte[2048];
        try (InputStream screen = script.getInputStream()) {
            while (true) {
                while (!reading.get()) {
                    LockSupport.park();
                }
                LockSupport.parkNanos(between.toNanos());
                int count = screen.read(buffer);
                if (count < 0) {
                    return;
                }
                show(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The session has ended, which is what the test wanted.
            return;
        }
    }

    @Override
    public void close() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        reading.set(true);
        LockSupport.unpark(client);
    }
}
