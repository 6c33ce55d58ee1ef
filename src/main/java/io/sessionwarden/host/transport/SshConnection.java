package io.sessionwarden.host.transport;

import io.sessionwarden.host.HostException;
import io.sessionwarden.host.HostException.Fault;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * The one session to a server: opened when it is first needed, opened again when it has broken. Proves who it is by the
 * given key only (no agent, no password, no {@code ~/.ssh}), and takes the server for the right one only by the given
 * known hosts. A server that could not be reached is left alone for a moment: whoever waited for the same attempt is told
 * the same, instead of waiting for one of their own. Used under its owner's lock.
 */
final class SshConnection implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int HEARTBEATS_MISSED = 2;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SshTarget target;
    private final SshClient client = SshClient.setUpDefaultClient();
    private final List<NamedFactory<Signature>> signatures;
    private @Nullable ClientSession session;
    private @Nullable HostException failure;
    private long failed;

    SshConnection(SshTarget target) {
        this.target = target;
        this.signatures = List.copyOf(client.getSignatureFactories());
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(new ArrayList<>(signatures))));
        CoreModuleProperties.NIO_WORKERS.set(client, 1);
        // Otherwise each command waits twice for a delayed acknowledgement: 80 ms instead of 15.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, target.timeout());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, target.timeout());
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_MISSED);
        CoreModuleProperties.DISCONNECT_TIMEOUT.set(client, GOODBYE);
    }

    /** The session, whole as far as can be told without asking the server. */
    ClientSession session(Duration patience) throws HostException {
        ClientSession open = session;
        if (open == null || !open.isOpen()) {
            HostException before = failure;
            if (before != null && System.nanoTime() - failed < LEFT_ALONE.toNanos()) {
                throw new HostException(before.fault(), String.valueOf(before.getMessage()), before);
            }
            open = remembering(patience);
            session = open;
        }
        return open;
    }

    private ClientSession remembering(Duration patience) throws HostException {
        try {
            ClientSession open = connect(patience);
            failure = null;
            return open;
        } catch (HostException e) {
            failure = e;
            failed = System.nanoTime();
            throw e;
        }
    }

    /** Gives the session up where it is still that one: the next call opens another. */
    void drop(ClientSession broken) {
        broken.close(true);
        if (session == broken) {
            session = null;
        }
    }

    private ClientSession connect(Duration patience) throws HostException {
        long end = System.nanoTime() + patience.toNanos();
        KeyPair key = PrivateKeyFile.read(target.privateKey());
        KnownHosts known = KnownHosts.of(target);
        var refusal = new AtomicReference<@Nullable String>();
        client.setServerKeyVerifier((asking, address, shown) -> {
            Optional<String> reason = known.refusal(shown);
            reason.ifPresent(refusal::set);
            return reason.isEmpty();
        });
        client.setSignatureFactories(preferring(known.keyTypes()));
        client.start();
        ClientSession opened = dial(patience);
        try {
            opened.addPublicKeyIdentity(key);
            opened.auth().verify(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            return opened;
        } catch (IOException e) {
            opened.close(true);
            throw notLetIn(refusal.get(), e);
        }
    }

    private ClientSession dial(Duration patience) throws HostException {
        try {
            return client.connect(target.user(), target.host(), target.port())
                    .verify(patience)
                    .getSession();
        } catch (IOException e) {
            throw new HostException(Fault.UNREACHABLE, target + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private HostException notLetIn(@Nullable String refusal, IOException e) {
        if (refusal != null) {
            return new HostException(Fault.UNREACHABLE, refusal, e);
        }
        if (e instanceof SshException refused
                && refused.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new HostException(
                    Fault.NOT_PERMITTED,
                    target.host() + " does not let " + target.user() + " in with the key " + target.privateKey()
                            + ": is its public half in the account's authorized_keys?",
                    e);
        }
        return new HostException(Fault.UNREACHABLE, "logging on to " + target + " failed: " + e.getMessage(), e);
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

    @Override
    public void close() {
        client.stop();
    }
}
