package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The one session to a server: opened when it is first needed, opened again when it has broken. Proves who it is by the
 * given key only, and takes the server for the right one only by the given known hosts. A session that is silent for 15 s is
 * asked whether the server is still there, and given up after two such questions without an answer.
 *
 * <p>A server that could not be reached is left alone for a while ({@link Backoff}), whoever asks: all are told the same,
 * instead of each waiting for an attempt of their own. Where it is the jump host that could not be reached, only that one is
 * left alone.
 *
 * <p>Safe for use by several threads.
 */
final class SshConnection implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Where a connection goes through a jump host, this stands for an address that nobody has to look up here. */
    private static final String ANY_ADDRESS = "127.0.0.1";

    private final SshTarget target;
    private final @Nullable SshConnection jump;
    private final SshClient client;
    private final List<NamedFactory<Signature>> signatures;
    private final ReentrantLock connecting = new ReentrantLock();
    private final Backoff backoff =
            new Backoff(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    private @Nullable ClientSession session;
    private @Nullable HostException failure;

    /** Guarded by {@code this}, like the client's start. */
    private boolean closed;

    /** @param jump the connection to the target's jump host; null where it has none */
    SshConnection(SshTarget target, @Nullable SshConnection jump) {
        this(target, jump, HEARTBEAT);
    }

    SshConnection(SshTarget target, @Nullable SshConnection jump, Duration heartbeat) {
        this.target = target;
        this.jump = jump;
        this.client = SshClients.of(target, heartbeat);
        this.signatures = List.copyOf(client.getSignatureFactories());
        if (jump != null) {
            client.setIoServiceFactoryFactory(new JumpConnector.Way(target));
        }
    }

    /**
     * The session, whole as far as can be told without asking the server.
     *
     * @param patience how long that may take, all together
     */
    ClientSession session(Duration patience) throws HostException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!connecting.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new HostException(
                    Fault.UNREACHABLE, target + " did not let the warden in within " + patience.toMillis() + " ms");
        }
        try {
            ClientSession open = session;
            if (open == null || !open.isOpen()) {
                open = opened(end);
                session = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private ClientSession opened(long end) throws HostException, InterruptedException {
        HostException before = failure;
        if (before != null && !backoff.left().isZero()) {
            throw new HostException(before.fault(), String.valueOf(before.getMessage()), before);
        }
        AttributeRepository way =
                jump == null ? null : AttributeRepository.ofKeyValuePair(JumpConnector.JUMP, jump.session(left(end)));
        try {
            ClientSession open = connect(way, end);
            failure = null;
            backoff.succeeded();
            return open;
        } catch (HostException e) {
            failure = e;
            backoff.failed();
            throw e;
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    /** Gives the session up where it is still that one: the next call opens another. */
    void drop(ClientSession broken) {
        connecting.lock();
        try {
            broken.close(true);
            if (session == broken) {
                session = null;
            }
        } finally {
            connecting.unlock();
        }
    }

    private ClientSession connect(@Nullable AttributeRepository way, long end) throws HostException {
        start();
        Login login = Login.with(target.key(), target.timeout());
        KnownHosts known = KnownHosts.of(target);
        var refusal = new AtomicReference<@Nullable String>();
        client.setServerKeyVerifier((asking, address, shown) -> accepted(known, shown, refusal));
        client.setSignatureFactories(preferring(known.keyTypes()));
        client.setAgentFactory(login.agent());
        ClientSession opened = dial(way, left(end));
        boolean letIn = false;
        try {
            login.offerTo(opened);
            opened.auth().verify(left(end));
            letIn = true;
            return opened;
        } catch (IOException e) {
            throw notLetIn(login, refusal.get(), e);
        } finally {
            if (!letIn) {
                opened.close(true);
            }
        }
    }

    /** A client that was closed before it was started would start all the same, and nobody would end it. */
    private synchronized void start() throws HostException {
        if (closed) {
            throw new HostException(Fault.UNREACHABLE, "the connection to " + target + " was closed by the warden");
        }
        client.start();
    }

    private static boolean accepted(KnownHosts known, PublicKey shown, AtomicReference<@Nullable String> refusal) {
        Optional<String> reason = known.refusal(shown);
        reason.ifPresent(refusal::set);
        return reason.isEmpty();
    }

    private ClientSession dial(@Nullable AttributeRepository way, Duration patience) throws HostException {
        try {
            return client.connect(target.user(), jump == null ? target.host() : ANY_ADDRESS, target.port(), way, null)
                    .verify(patience, CancelOption.CANCEL_ON_TIMEOUT)
                    .getSession();
        } catch (IOException e) {
            throw new HostException(
                    Fault.UNREACHABLE, target + " cannot be reached" + throughJump() + ": " + e.getMessage(), e);
        }
    }

    private String throughJump() {
        return jump == null ? "" : " through " + jump.target;
    }

    private HostException notLetIn(Login login, @Nullable String refusal, IOException e) {
        if (refusal != null) {
            return new HostException(Fault.UNREACHABLE, refusal, e);
        }
        Optional<String> unsigned = login.refusal();
        if (unsigned.isPresent()) {
            return new HostException(Fault.NOT_PERMITTED, unsigned.get(), e);
        }
        if (e instanceof SshException refused
                && refused.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new HostException(
                    Fault.NOT_PERMITTED,
                    target.host() + " does not let " + target.user() + " in with " + target.key()
                            + ": is its public half in the account's authorized_keys?",
                    e);
        }
        return new HostException(
                Fault.UNREACHABLE, "logging on to " + target + throughJump() + " failed: " + e.getMessage(), e);
    }

    /**
     * A server shows one of its keys, of the first type that both sides name: so the known types come first. The others
     * stay, so that a server that has none of them is refused with the reason that its key is another one.
     */
    private List<NamedFactory<Signature>> preferring(Set<String> types) {
        var ordered = new ArrayList<NamedFactory<Signature>>();
        signatures.stream()
                .filter(signature -> types.contains(keyType(signature)))
                .forEach(ordered::add);
        signatures.stream()
                .filter(signature -> !types.contains(keyType(signature)))
                .forEach(ordered::add);
        return ordered;
    }

    private static String keyType(NamedFactory<Signature> signature) {
        return KeyUtils.getCanonicalKeyType(signature.getName());
    }

    /** Ends the session. Nothing is opened again. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        client.stop();
    }
}
