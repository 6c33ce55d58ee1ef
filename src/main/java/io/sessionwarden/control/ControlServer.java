package io.sessionwarden.control;

import io.sessionwarden.control.wire.ExitCode;
import io.sessionwarden.control.wire.Reply;
import io.sessionwarden.control.wire.Request;
import io.sessionwarden.kernel.UnixConnection;
import io.sessionwarden.kernel.UnixListener;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The running warden's Unix socket: one request and its answer on each connection. No client can hold it: a request has
 * {@value #REQUEST_SECONDS} s to come and {@value Request#MOST_BYTES} bytes of room, an answer {@value #ANSWER_SECONDS} s
 * to be taken, and {@link Admission} bounds how many are served at once. Its threads are daemons.
 */
public final class ControlServer implements AutoCloseable {

    static final int REQUEST_SECONDS = 5;
    static final int ANSWER_SECONDS = 30;

    private static final System.Logger LOG = System.getLogger(ControlServer.class.getName());

    private final UnixListener listener;
    private final Peers peers;
    private final Commands commands;
    private final Admission admission = new Admission();
    private final Set<UnixConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor workers;
    private final Thread acceptor;

    private ControlServer(UnixListener listener, Peers peers, Commands commands) {
        this.listener = listener;
        this.peers = peers;
        this.commands = commands;
        this.workers = new ThreadPoolExecutor(
                0,
                Admission.PLACES,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> daemon(work, "control-worker"));
        this.acceptor = daemon(this::acceptAll, "control-acceptor");
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts to answer at that path.
     *
     * @throws IOException where it cannot listen there, saying why
     */
    public static ControlServer open(Path socket, Peers peers, Commands commands) throws IOException {
        var server = new ControlServer(UnixListener.at(socket), peers, commands);
        server.acceptor.start();
        return server;
    }

    private void acceptAll() {
        try {
            while (closing.getCount() > 0) {
                try {
                    listener.accept(Duration.ofSeconds(1)).ifPresent(this::admit);
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "cannot take another caller now", e);
                    // Out of descriptors, most likely: asking again at once would only burn a processor.
                    closing.await(200, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(UnixConnection connection) {
        long uid = connection.uid();
        if (!admission.enter(uid, peers.administers(uid))) {
            turnAway(connection);
            return;
        }
        open.add(connection);
        try {
            workers.execute(() -> {
                try (connection) {
                    serve(connection);
                } finally {
                    leave(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            // A worker gives its place back a moment before it is free itself.
            leave(connection);
            turnAway(connection);
        }
    }

    private void leave(UnixConnection connection) {
        open.remove(connection);
        admission.leave(connection.uid());
    }

    private static void turnAway(UnixConnection connection) {
        try (connection) {
            // A fresh socket has room for this line, so the acceptor never waits.
            send(
                    connection,
                    Answer.error(
                            ExitCode.UNREACHABLE, "the warden is serving too many callers", "try again in a moment"),
                    Duration.ZERO);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a caller too many hung up", e);
        }
    }

    private void serve(UnixConnection connection) {
        try {
            var peer = peers.of(connection);
            send(connection, answer(connection, peer), Duration.ofSeconds(ANSWER_SECONDS));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a caller of uid " + connection.uid() + " was not answered", e);
        }
    }

    private Answer answer(UnixConnection connection, Peer peer) throws IOException {
        try {
            return commands.answer(
                    peer, Request.ofLine(connection.readLine(Request.MOST_BYTES, Duration.ofSeconds(REQUEST_SECONDS))));
        } catch (SocketTimeoutException e) {
            return Answer.error(
                    ExitCode.USAGE, "no request came within " + REQUEST_SECONDS + " s", "use the warden command");
        } catch (IllegalArgumentException | UnixConnection.LineException e) {
            return Answer.error(ExitCode.USAGE, String.valueOf(e.getMessage()), "use the warden command");
        }
    }

    private static void send(UnixConnection connection, Answer answer, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        var out = answer.out();
        int at = 0;
        int room = Reply.MOST_CHARACTERS - answer.err().length();
        while (out.length() - at > room) {
            int next = Math.min(out.length(), at + Reply.MOST_CHARACTERS);
            connection.writeLine(Reply.more(out.substring(at, next)).toLine(), left(end));
            at = next;
        }
        connection.writeLine(new Reply(answer.exit(), out.substring(at), answer.err()).toLine(), left(end));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** How many callers are being served. */
    int serving() {
        return admission.all();
    }

    /** Stops answering; callers that are being served are cut off. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        workers.shutdownNow();
        open.forEach(UnixConnection::abort);
        try {
            acceptor.join(Duration.ofSeconds(2).toMillis());
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "callers are still being served while the socket closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
