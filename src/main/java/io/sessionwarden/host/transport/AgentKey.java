package io.sessionwarden.host.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One key of an SSH agent, asked over its Unix socket (draft-ietf-sshm-ssh-agent): of all that the agent has, only this one is
 * ever offered or used. Each question has a connection of its own, a time-out, and a bound on its answer.
 */
final class AgentKey extends AbstractAgentProxy implements SshAgentFactory {

    /** As OpenSSH's own agent and client bound a message. */
    private static final int LARGEST_ANSWER = 256 << 10;

    private final UnixDomainSocketAddress socket;
    private final PublicKey wanted;
    private final Duration timeout;
    private volatile @Nullable IOException refusal;

    AgentKey(UnixDomainSocketAddress socket, PublicKey wanted, Duration timeout) {
        super(null);
        this.socket = socket;
        this.wanted = wanted;
        this.timeout = timeout;
    }

    /** The wanted key, or nothing where the agent does not have it. */
    @Override
    public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
        var wantedOnly = new ArrayList<Map.Entry<PublicKey, String>>();
        for (var identity : super.getIdentities()) {
            if (KeyUtils.compareKeys(wanted, identity.getKey())) {
                wantedOnly.add(identity);
            }
        }
        return wantedOnly;
    }

    @Override
    public Map.Entry<String, byte[]> sign(SessionContext session, PublicKey key, String algorithm, byte[] data)
            throws IOException {
        try {
            return super.sign(session, key, algorithm, data);
        } catch (IOException e) {
            refusal = e;
            throw e;
        }
    }

    /** Why the agent did not sign, where it was asked to and did not. */
    @Nullable
    IOException refusal() {
        return refusal;
    }

    @Override
    protected Buffer request(Buffer question) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(socket);
            var ready = channel.register(selector, SelectionKey.OP_WRITE);
            var asked = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
            while (asked.hasRemaining()) {
                await(selector, end);
                channel.write(asked);
            }
            ready.interestOps(SelectionKey.OP_READ);
            int length = read(channel, selector, end, 4).getInt();
            if (length < 1 || length > LARGEST_ANSWER) {
                throw new IOException("it answers in something that is no message of an agent");
            }
            return new ByteArrayBuffer(read(channel, selector, end, length).array());
        }
    }

    private static ByteBuffer read(SocketChannel channel, Selector selector, long end, int length) throws IOException {
        var read = ByteBuffer.allocate(length);
        while (read.hasRemaining()) {
            await(selector, end);
            if (channel.read(read) < 0) {
                throw new EOFException("it closed the connection without an answer");
            }
        }
        return read.flip();
    }

    private static void await(Selector selector, long end) throws IOException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || selector.select(key -> {}, millis) == 0) {
            throw new SocketTimeoutException("it gave no answer in time");
        }
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) {
        return this;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** The agent is forwarded to nobody. */
    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    /** The agent is forwarded to nobody. */
    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
        throw new IOException("the agent is not forwarded");
    }
}
