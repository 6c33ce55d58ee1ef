package io.sessionwarden.practice;

import io.sessionwarden.kernel.ProcessStat;
import io.sessionwarden.session.Leader;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a practice session: script(1), the terminal that it made, the session in it, and the client in front.
 * Guarded by the seat that it belongs to.
 */
final class PracticeTerminal {

    static final String MARK = "WARDEN_SESSION";

    private static final int CTRL_S = 0x13;
    private static final int CTRL_Q = 0x11;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Process script;
    private final PracticeClient client;
    private @Nullable Leader leader;

    private PracticeTerminal(Process script, PracticeClient client) {
        this.script = script;
        this.client = client;
    }

    /**
     * Opens a terminal and starts the seat's program in it.
     *
     * @param mark the value of {@value #MARK} in the session's environment
     * @throws IOException where {@code script} cannot be started
     */
    static PracticeTerminal open(Seat seat, String mark) throws IOException {
        var builder = new ProcessBuilder(seat.program().command()).redirectErrorStream(true);
        builder.environment().put(MARK, mark);
        builder.environment().put("SHELL", "/bin/sh");
        var script = builder.start();
        return new PracticeTerminal(script, PracticeClient.at(script, seat.name()));
    }

    CompletableFuture<?> onExit() {
        return script.onExit();
    }

    /** The process that leads the session, once there is one. */
    Optional<Leader> leader() {
        if (leader == null) {
            leader = script.toHandle()
                    .children()
                    .flatMap(child -> ProcessStat.of((int) child.pid()).stream())
                    .filter(stat -> stat.session() == stat.pid() && stat.terminal() != 0)
                    .map(stat -> new Leader(stat.pid(), stat.startTicks()))
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(leader);
    }

    /** Whether its program runs, is not stopped, and has printed something. */
    boolean whole() {
        return script.isAlive()
                && client.greeted()
                && leaderStat().filter(stat -> !stat.ended() && !stat.stopped()).isPresent();
    }

    private Optional<ProcessStat> leaderStat() {
        return leader().flatMap(is -> ProcessStat.of(is.pid()).filter(stat -> stat.startTicks() == is.startTicks()));
    }

    void send(Signal signal) throws IOException {
        var to = leaderStat().orElseThrow(() -> new IOException("the session's leader has gone"));
        signal.send(to.pid());
    }

    void pressCtrlS() throws IOException {
        client.type(CTRL_S);
    }

    void stopReading() {
        client.stopReading();
    }

    long received() {
        return client.received();
    }

    /** Undoes {@link #pressCtrlS}, {@link #stopReading} and a stop by signal, whichever was done. */
    void carryOn() throws IOException {
        client.readOn();
        client.type(CTRL_Q);
        send(Signal.CONT);
    }

    /**
     * Does for script what a terminal's owner would have to. script(1) stops itself when its child is stopped by SIGSTOP,
     * and is not continued with it. What its child does meanwhile it never learns: where the child was continued and then
     * ended, script would wait for ever (util-linux 2.38, pty-session.c: the two SIGCHLD are one). A script whose client does
     * not read waits in its write just so.
     */
    void tend() throws IOException {
        if (leader().isEmpty() || !script.isAlive()) {
            return;
        }
        var stat = leaderStat();
        if (stat.isEmpty() || stat.get().ended()) {
            client.readOn();
            script.destroyForcibly();
        } else if (!stat.get().stopped()
                && ProcessStat.of((int) script.pid())
                        .filter(ProcessStat::stopped)
                        .isPresent()) {
            Signal.CONT.send(script.pid());
        }
    }

    /** Ends everything that was started in this terminal, by force. */
    void close() throws IOException {
        leader();
        var family = script.toHandle().descendants().toList();
        script.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        client.readOn();
        awaitScript();
        if (leader != null) {
            endSession(leader.pid());
        }
    }

    private void awaitScript() throws IOException {
        try {
            if (!script.waitFor(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("script, process " + script.pid() + ", was killed and is still there");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks until none is left: a shell may have forked between a look and the kill, and the killed need a moment. */
    private static void endSession(int session) throws IOException {
        long end = System.nanoTime() + CLOSING.toNanos();
        for (var members = runningIn(session); !members.isEmpty(); ) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "processes of the practice session " + session + " were killed and are still there");
            }
            for (var member : members) {
                ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            members = runningIn(session);
        }
    }

    private static List<ProcessStat> runningIn(int session) throws IOException {
        var members = new ArrayList<ProcessStat>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                ProcessStat.of(process)
                        .filter(stat -> stat.session() == session && !stat.ended())
                        .ifPresent(members::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return members;
    }
}
