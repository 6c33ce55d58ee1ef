package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Runs commands on a server over SSH, in one session that is kept open and opened again when it breaks. Needs an account
 * there whose shell is the one that the commands are meant for ({@link Dialect}); every word reaches its program unchanged.
 *
 * <p>Connecting, logging on and opening a channel have the target's time-out, all together, and do not count towards the
 * command's. A command that overruns
 * its own is sent a KILL (sshd passes it on since OpenSSH 8.1) and its channel is closed. Where the connection breaks
 * while a command runs, whether it was carried out is not known, and the message says so. A server that fails to open a
 * channel has its session dropped, and is tried once more with a new one: nothing has been run by then.
 */
public final class SshRunner implements CommandRunner {

    /** sshd allows ten sessions on one connection (MaxSessions, sshd_config(5)); the rest is left to others. */
    private static final int MOST_AT_ONCE = 8;

    /** How often a running command is looked at for too much output; its end is known at once. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Longer inputs may not fit into the window that a server opens, and would wait for a program that does not read. */
    private static final int LONGEST_INPUT = 1 << 20;

    /** Signal names of RFC 4254, 6.10, with Linux' numbers. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final SshTarget target;
    private final Semaphore channels = new Semaphore(MOST_AT_ONCE);
    private final JumpHosts jumps;
    private final SshConnection connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** One that shares no jump host with others. */
    public SshRunner(SshTarget target) {
        this(target, new JumpHosts());
    }

    /** @param jumps the connections to jump hosts that several servers share */
    public SshRunner(SshTarget target, JumpHosts jumps) {
        this.target = target;
        this.jumps = jumps;
        this.connection = new SshConnection(target, target.jump() == null ? null : jumps.enter(target.jump()));
    }

    @Override
    public CommandResult run(Command command) throws HostException {
        String line = command.dialect().line(command.words());
        byte[] input = command.input().getBytes(StandardCharsets.UTF_8);
        if (input.length > LONGEST_INPUT) {
            throw new IllegalArgumentException("an input of more than " + LONGEST_INPUT + " bytes");
        }
        boolean admitted = false;
        try {
            admitted = channels.tryAcquire(command.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (!admitted) {
                throw new HostException(
                        Fault.NOT_ANSWERING, target + " is still busy with " + MOST_AT_ONCE + " earlier commands");
            }
            var exec = new Exec(command);
            ChannelExec channel = open(line, exec);
            try {
                feed(channel, input);
                return await(channel, exec);
            } finally {
                channel.close(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(Fault.NOT_ANSWERING, "a command on " + target + " was given up", e);
        } finally {
            if (admitted) {
                channels.release();
            }
        }
    }

    /** What one command has printed, and when it must have ended. */
    private static final class Exec {
        final BoundedOutput out;
        final BoundedOutput err;
        final Command command;

        Exec(Command command) {
            this.command = command;
            this.out = new BoundedOutput(command.mostBytes());
            this.err = new BoundedOutput(command.mostBytes());
        }
    }

    private ChannelExec open(String line, Exec exec) throws HostException, InterruptedException {
        long end = System.nanoTime() + target.timeout().toNanos();
        ClientSession session = connection.session(left(end));
        try {
            // Half of what is left: a session that has gone stale must leave time for another.
            return channel(session, line, exec, left(end).dividedBy(2));
        } catch (IOException e) {
            connection.drop(session);
        }
        ClientSession another = connection.session(left(end));
        try {
            return channel(another, line, exec, left(end));
        } catch (IOException e) {
            connection.drop(another);
            throw new HostException(
                    Fault.NOT_ANSWERING, target + " lets the warden in and opens no channel: " + e.getMessage(), e);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private static ChannelExec channel(ClientSession session, String line, Exec exec, Duration patience)
            throws IOException {
        ChannelExec channel = created(session, line);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(channel, exec.command.timeout());
        channel.setOut(exec.out);
        channel.setErr(exec.err);
        try {
            channel.open().verify(patience);
            return channel;
        } catch (IOException e) {
            channel.close(true);
            throw e;
        }
    }

    /** A session that is just closing refuses in its own way, and is as useless as one that has closed. */
    private static ChannelExec created(ClientSession session, String line) throws IOException {
        try {
            return session.createExecChannel(line, StandardCharsets.UTF_8, null, Map.of());
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void feed(ChannelExec channel, byte[] input) {
        try (OutputStream in = channel.getInvertedIn()) {
            in.write(input);
        } catch (IOException e) {
            // A command that ends without having read all of its input is within its rights: its exit tells the rest.
            return;
        }
    }

    private CommandResult await(ChannelExec channel, Exec exec) throws HostException {
        long start = System.nanoTime();
        boolean ended = false;
        while (!ended) {
            ended = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LOOK.toMillis())
                    .contains(ClientChannelEvent.CLOSED);
            if (exec.out.overflowed() || exec.err.overflowed()) {
                kill(channel);
                throw new HostException(
                        Fault.GARBLED,
                        "a command on " + target + " printed more than " + exec.command.mostBytes() + " bytes");
            }
            if (!ended && System.nanoTime() - start > exec.command.timeout().toNanos()) {
                kill(channel);
                throw new HostException(
                        Fault.NOT_ANSWERING,
                        "a command on " + target + " gave no answer within "
                                + exec.command.timeout().toMillis() + " ms");
            }
        }
        var charset = exec.command.dialect().output();
        return new CommandResult(exit(channel), exec.out.text(charset), exec.err.text(charset));
    }

    private int exit(ChannelExec channel) throws HostException {
        Integer status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        String signal = channel.getExitSignal();
        if (signal != null) {
            return 128 + SIGNALS.getOrDefault(signal, 0);
        }
        throw new HostException(
                Fault.UNREACHABLE,
                "the connection to " + target + " broke while a command ran: whether it was carried out is not known");
    }

    private static void kill(ChannelExec channel) {
        try {
            var request = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
            request.putUInt(channel.getRecipient());
            request.putString("signal");
            request.putBoolean(false);
            request.putString("KILL");
            channel.writePacket(request);
        } catch (IOException e) {
            // The channel is closed next; a server that cannot be written to cannot be told more.
            return;
        }
    }

    @Override
    public boolean local() {
        return false;
    }

    /** Ends the session. Commands that still run fail. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.close();
            if (target.jump() != null) {
                jumps.leave(target.jump());
            }
        }
    }
}
